import type { Random } from './random.ts';

// Numbers that the French regulator keeps for fiction (ARCEP): they will never ring anywhere.
const landlines: Record<string, string> = {
  84: '46571',
  52: '26191',
  44: '35301',
  76: '53649',
  75: '53649',
  24: '26191',
};

const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.integer(0, 9)).join('');

export const mobilePhone = (random: Random): string => `+3363998${digits(random, 4)}`;

export const landlinePhone = (random: Random, region: string): string =>
  `+33${landlines[region] ?? '19900'}${digits(random, 4)}`;
