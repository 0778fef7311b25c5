/** `surfaceM2` → `surface_m2`: columns are the fields' names in snake case. */
export const snakeCase = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
