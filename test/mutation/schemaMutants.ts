import { type Audience, audiences } from '../../src/access/audiences.ts';
import { type Line, type RootLine, readersOf } from '../../src/access/policy/shape.ts';
import { scopes } from '../../src/access/scopes.ts';
import { type AccessTable, accessTable } from '../../src/access/visibility.ts';

/** One line of the access table, changed. */
export interface SchemaMutant {
  kind: string;
  title: string;
  table: AccessTable;
  /** Whose schema can show it. */
  seenBy: readonly Audience[];
  root?: string;
  field?: { type: string; name: string; readers: readonly Audience[]; given?: Audience };
}

interface Change {
  how: 'dropped' | 'loosened' | 'swapped';
  readers: Audience[];
  seenBy: Audience[];
}

/** One audience less, one more, one for another. */
function changesOf(readers: readonly Audience[]): Change[] {
  const others = audiences.filter((audience) => !readers.includes(audience));
  return [
    ...readers.map(
      (gone): Change => ({ how: 'dropped', readers: readers.filter((one) => one !== gone), seenBy: [gone] }),
    ),
    ...others.map((given): Change => ({ how: 'loosened', readers: [...readers, given], seenBy: [given] })),
    ...readers.slice(0, 1).flatMap((gone) =>
      others.slice(0, 1).map(
        (given): Change => ({
          how: 'swapped',
          readers: [...readers.filter((one) => one !== gone), given],
          seenBy: [gone, given],
        }),
      ),
    ),
  ];
}

function ofTypes(): SchemaMutant[] {
  return Object.entries(accessTable.types).flatMap(([type, policy]) =>
    Object.entries(policy.fields).flatMap(([name, line]) =>
      changesOf(readersOf(line)).map(({ how, readers, seenBy }): SchemaMutant => {
        const changed: Line = 'readers' in line ? { ...line, readers } : readers;
        const types = {
          ...accessTable.types,
          [type]: { ...policy, fields: { ...policy.fields, [name]: changed } },
        };
        return {
          kind: `policy line ${how}`,
          title: `${type}.${name} for ${readers.join(' ')}`,
          table: { ...accessTable, types },
          seenBy,
          field: { type, name, readers },
        };
      }),
    ),
  );
}

function ofInputs(): SchemaMutant[] {
  const inputs = Object.entries(accessTable.inputFields).flatMap(([name, readers]) =>
    changesOf(readers).map(
      ({ how, readers: changed, seenBy }): SchemaMutant => ({
        kind: `input line ${how}`,
        title: `${name} for ${changed.join(' ')}`,
        table: { ...accessTable, inputFields: { ...accessTable.inputFields, [name]: changed } },
        seenBy,
      }),
    ),
  );
  const values = Object.entries(accessTable.enumValues).flatMap(([type, lines]) =>
    Object.entries(lines).flatMap(([value, readers]) =>
      changesOf(readers).map(
        ({ how, readers: changed, seenBy }): SchemaMutant => ({
          kind: `enum line ${how}`,
          title: `${type}.${value} for ${changed.join(' ')}`,
          table: {
            ...accessTable,
            enumValues: { ...accessTable.enumValues, [type]: { ...lines, [value]: changed } },
          },
          seenBy,
        }),
      ),
    ),
  );
  return [...inputs, ...values];
}

function ofRoot(part: 'queries' | 'mutations'): SchemaMutant[] {
  return Object.entries(accessTable[part]).flatMap(([name, line]) => {
    const mutant = (
      kind: string,
      title: string,
      changed: RootLine,
      seenBy: readonly Audience[] = [],
    ): SchemaMutant => ({
      kind,
      title: `${name} ${title}`,
      table: { ...accessTable, [part]: { ...accessTable[part], [name]: changed } },
      seenBy,
      root: name,
    });
    const another =
      Object.values(scopes)
        .flat()
        .find((scope) => scope !== line.scope) ?? null;
    return [
      ...changesOf(line.readers).map(({ how, readers, seenBy }) =>
        mutant(`root line ${how}`, `for ${readers.join(' ')}`, { ...line, readers }, seenBy),
      ),
      ...(line.scope === null ? [] : [mutant('root scope dropped', 'for any key', { ...line, scope: null })]),
      mutant('root scope swapped', `for ${another}`, { ...line, scope: another }),
      mutant('root agreement swapped', 'agreement', { ...line, withoutAgreement: !line.withoutAgreement }),
    ];
  });
}

export const schemaMutants = (): SchemaMutant[] => [
  ...ofTypes(),
  ...ofInputs(),
  ...ofRoot('queries'),
  ...ofRoot('mutations'),
];
