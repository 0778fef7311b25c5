import { expect, test } from 'vitest';
import { searchName } from '../../src/reference/searchName.ts';

test.each([
  ['Saint-Maixent-l’École', 'saint maixent l ecole'],
  ["L'Île-d'Yeu", 'l ile d yeu'],
  ['Œting', 'oeting'],
  ['Vœuil-et-Giget', 'voeuil et giget'],
  ['  ÇÀ   et là ', 'ca et la'],
  ['Électricité bâtiment', 'electricite batiment'],
])('%s is searched as %s', (name, searched) => {
  expect(searchName(name)).toBe(searched);
});

test('a search name is its own search name', () => {
  expect(searchName(searchName('Arpajon-sur-Cère'))).toBe('arpajon sur cere');
});
