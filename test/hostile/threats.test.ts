import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const inTest = (file: string) => new URL(`../${file}`, import.meta.url);
const page = readFileSync(new URL('../../docs/threats.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (\d+) \| ([^|]+) \| (.+) \|$/gm)].map(([, number, , answer]) => ({
  number: Number(number),
  answer: answer ?? '',
}));

/** Each title with the file that stands before it. */
function named(answer: string): [file: string, title: string][] {
  let file = '';
  return [...answer.matchAll(/`([\w/-]+\.test\.ts)`|“([^”]+)”/g)].flatMap(([, path, title]) => {
    file = path ?? file;
    return title ? [[file, title] as [string, string]] : [];
  });
}

test('docs/threats.md has a row for each of the 99 threats, and each says something', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 99 }, (_, index) => index + 1));
  expect(rows.filter(({ answer }) => answer.length < 4)).toEqual([]);
});

test('every test that it names exists', () => {
  const named99 = rows.flatMap(({ answer }) => named(answer));
  expect(named99.length).toBeGreaterThan(90);
  const missing = named99.filter(
    ([file, title]) => !existsSync(inTest(file)) || !readFileSync(inTest(file), 'utf8').includes(title),
  );
  expect(missing).toEqual([]);
});
