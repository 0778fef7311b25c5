/**
 * The gross hourly minimum wage (SMIC), euro cents, from each day on; the last line holds until there is another. The lines of
 * 2019 and later were written from memory: check them against the decrees before the programme relies on them.
 */
const smic: readonly (readonly [from: string, cents: number])[] = [
  ['2016-01-01', 967],
  ['2017-01-01', 976],
  ['2018-01-01', 988],
  ['2019-01-01', 1003],
  ['2020-01-01', 1015],
  ['2021-01-01', 1025],
  ['2021-10-01', 1048],
  ['2022-01-01', 1057],
  ['2022-05-01', 1085],
  ['2022-08-01', 1107],
  ['2023-01-01', 1127],
  ['2023-05-01', 1152],
  ['2024-01-01', 1165],
  ['2024-11-01', 1188],
];

/** The SMIC of a day (yyyy-mm-dd), euro cents an hour; before 2016, that of 2016. */
export const smicCentsOn = (day: string): number =>
  smic.findLast(([from]) => from <= day)?.[1] ?? smic[0]?.[1] ?? 0;
