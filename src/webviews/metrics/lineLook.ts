/** How a line of the charts looks. No two of the first twelve have both colour and dashes in common, and neighbours differ in their marks too. */
export interface LineLook {
  readonly color: string;
  /** Lengths of strokes and gaps, in CSS pixels; empty for a whole line. */
  readonly dash: readonly number[];
  readonly mark: Mark;
}

export type Mark = 'circle' | 'square' | 'triangle' | 'diamond';

/** Of M. Okabe and K. Ito, told apart with any kind of colour vision; made darker or lighter for contrast of at least 3 : 1. */
const onLight = ['#0072b2', '#b25000', '#00795a', '#a8467a', '#5a5a00', '#1a1a1a'] as const;
const onDark = ['#56b4e9', '#e69f00', '#2fc99a', '#e58fbd', '#f0e442', '#f2f2f2'] as const;
const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 4, 2, 4]];
const marks = ['circle', 'square', 'triangle', 'diamond'] as const;

/** The look of a line by its place. */
export function lineLook(line: number, isDark: boolean): LineLook {
  const colors = isDark ? onDark : onLight;
  const round = Math.floor(line / colors.length);
  return {
    color: colors[line % colors.length] ?? colors[0],
    dash: dashes[(line + round) % dashes.length] ?? [],
    mark: marks[line % marks.length] ?? 'circle',
  };
}
