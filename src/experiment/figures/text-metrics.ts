/**
 * Advance widths of the printable ASCII characters (32–126) in hundredths of the font size, of DejaVu Sans: the widest
 * of the sans-serif families that browsers fall back on, so that labels measured by it never collide elsewhere.
 */
const asciiWidths = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
  84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
  69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
  82, 59, 59, 52, 64, 34, 64, 84,
];

/** Mathematical signs and Greek capitals are about this wide; nothing we print is wider. */
const otherWidth = 75;

const boldWidening = 1.16;

/** Height of one line of text and its part above the baseline, as fractions of the font size. */
export const lineHeight = 1.17;
export const ascent = 0.93;

/** Estimated width of one line of text in px; markup such as `<sub>` is not counted. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let hundredths = 0;
  for (const character of text.replace(/<[^>]*>/g, '')) {
    hundredths += asciiWidths[character.charCodeAt(0) - 32] ?? otherWidth;
  }
  return (hundredths * fontSize * (bold ? boldWidening : 1)) / 100;
}
