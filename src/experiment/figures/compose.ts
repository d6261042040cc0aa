const gapPx = 16;

interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Width and height from the head of an SVG made by `figureToSvg`; ids made unique by the picture's place. */
function pictureOf(svg: string, place: number): Picture {
  const size = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  const key = /id="defs-(\w+)"/.exec(svg)?.[1];
  if (!size || !key) throw new RangeError(`composeSvg: picture ${place} is none that figureToSvg made`);
  const own = svg.replaceAll(new RegExp(`\\b(defs-|topdefs-|clip|legend)${key}`, 'g'), `$1${key}p${place}`);
  return { svg: own, width: Number(size[1]), height: Number(size[2]) };
}

/**
 * Pictures in rows as one SVG, as the paper composes its figures; same pictures, same bytes.
 * @param columns pictures in a row
 * @throws RangeError for a picture that `figureToSvg` did not make
 */
export function composeSvg(svgs: readonly string[], columns = 2): string {
  const pictures = svgs.map(pictureOf);
  const widest = Math.max(...pictures.map(({ width }) => width));
  let [y, body] = [0, ''];
  for (let row = 0; row < pictures.length; row += columns) {
    const line = pictures.slice(row, row + columns);
    line.forEach(({ svg }, column) => {
      body += svg.replace('<svg ', `<svg x="${column * (widest + gapPx)}" y="${y}" `);
    });
    y += Math.max(...line.map(({ height }) => height)) + gapPx;
  }
  const used = Math.min(columns, pictures.length);
  const [width, height] = [used * (widest + gapPx) - gapPx, y - gapPx];
  const head = `xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg ${head}><rect width="${width}" height="${height}" fill="#FFFFFF"/>${body}</svg>`;
}
