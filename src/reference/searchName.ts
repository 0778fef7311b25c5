const ligatures: Record<string, string> = { œ: 'oe', æ: 'ae' };

/** What a search compares: lower case, without accents or ligatures, hyphens and apostrophes as one space. */
export function searchName(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæ]/g, (ligature) => ligatures[ligature] ?? ligature)
    .replace(/[\s'’‘\-‐‑–]+/g, ' ')
    .trim();
}
