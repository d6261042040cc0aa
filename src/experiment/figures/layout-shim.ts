import { ascent, lineHeight, textWidth } from './text-metrics';

/** An axis-parallel box in px. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** x' = a x + c y + e, y' = b x + d y + f, as in SVG. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const defaultFontSize = 12;
const newLineEm = 1.3;

function multiply(p: Matrix, q: Matrix): Matrix {
  return [
    p[0] * q[0] + p[2] * q[1],
    p[1] * q[0] + p[3] * q[1],
    p[0] * q[2] + p[2] * q[3],
    p[1] * q[2] + p[3] * q[3],
    p[0] * q[4] + p[2] * q[5] + p[4],
    p[1] * q[4] + p[3] * q[5] + p[5],
  ];
}

function rotation(degrees: number, x = 0, y = 0): Matrix {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
}

/** The matrix of an SVG `transform` attribute made of translate, rotate and scale. */
export function parseTransform(transform: string | null): Matrix {
  let matrix = identity;
  for (const [, kind, list] of (transform ?? '').matchAll(/(translate|rotate|scale)\(([^)]*)\)/g)) {
    const [x = 0, y, z] = list
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (kind === 'translate') matrix = multiply(matrix, [1, 0, 0, 1, x, y ?? 0]);
    else if (kind === 'scale') matrix = multiply(matrix, [x, 0, 0, y ?? x, 0, 0]);
    else matrix = multiply(matrix, rotation(x, y, z));
  }
  return matrix;
}

function transformed(box: Box, matrix: Matrix): Box {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const x of [box.left, box.right]) {
    for (const y of [box.top, box.bottom]) {
      xs.push(matrix[0] * x + matrix[2] * y + matrix[4]);
      ys.push(matrix[1] * x + matrix[3] * y + matrix[5]);
    }
  }
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

function union(p: Box | undefined, q: Box | undefined): Box | undefined {
  if (!p || !q) return p ?? q;
  return {
    left: Math.min(p.left, q.left),
    top: Math.min(p.top, q.top),
    right: Math.max(p.right, q.right),
    bottom: Math.max(p.bottom, q.bottom),
  };
}

function inherited(element: Element, property: string): string {
  for (let node: Element | null = element; node; node = node.parentElement) {
    const style = (node as SVGElement).style?.getPropertyValue(property);
    const value = style || node.getAttribute(property);
    if (value) return value;
  }
  return '';
}

function fontSizeOf(element: Element): number {
  const size = inherited(element, 'font-size');
  const number = Number.parseFloat(size);
  if (!Number.isFinite(number)) return defaultFontSize;
  return size.endsWith('%') && element.parentElement ? (fontSizeOf(element.parentElement) * number) / 100 : number;
}

/** Width of the text below an element, each run in its own font size. */
export function widthOfText(element: Element): number {
  let width = 0;
  for (const child of Array.from(element.childNodes)) {
    if (child.nodeType === 1) width += widthOfText(child as Element);
    else if (child.nodeType === 3) {
      const bold = /bold|[6-9]00/.test(inherited(element, 'font-weight'));
      width += textWidth(child.textContent ?? '', fontSizeOf(element), bold);
    }
  }
  return width;
}

function textBox(element: Element): Box | undefined {
  const lines = Array.from(element.querySelectorAll('tspan.line'));
  const width = lines.length > 0 ? Math.max(...lines.map(widthOfText)) : widthOfText(element);
  if (width === 0) return undefined;
  const size = fontSizeOf(element);
  const x = Number(element.getAttribute('x') ?? 0);
  const shiftEm = Number.parseFloat(element.getAttribute('dy') ?? '0');
  const y = Number(element.getAttribute('y') ?? 0) + shiftEm * size;
  const anchor = inherited(element, 'text-anchor');
  const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
  const top = y - ascent * size;
  const height = lineHeight * size + Math.max(0, lines.length - 1) * newLineEm * size;
  return { left, top, right: left + width, bottom: top + height };
}

function rectBox(element: Element): Box {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(element.getAttribute(name) ?? 0));
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Box of an element in its own coordinates: of its text and rectangles, since Plotly measures nothing else. */
export function localBox(element: Element): Box | undefined {
  const tag = element.tagName.toLowerCase();
  if (tag === 'text') return textBox(element);
  if (tag === 'rect') return rectBox(element);
  let box: Box | undefined;
  for (const child of Array.from(element.children)) {
    const inner = localBox(child);
    if (inner) box = union(box, transformed(inner, parseTransform(child.getAttribute('transform'))));
  }
  return box;
}

/** Box of an element in the coordinates of its picture. */
export function pictureBox(element: Element): Box | undefined {
  let box = localBox(element);
  for (let node: Element | null = element; box && node; node = node.parentElement) {
    box = transformed(box, parseTransform(node.getAttribute('transform')));
  }
  return box;
}
