import type { Audience } from '../../src/access/audiences.ts';
import { audiences } from '../../src/access/audiences.ts';
import type { Sql } from '../../src/database/connections.ts';
import type { Cast } from './cast.ts';
import { claims } from './claims.ts';
import { effects } from './effects.ts';
import { machineNames, moveFailures } from './moves.ts';
import { failures, type Scene } from './play.ts';
import { reachFailures } from './reach.ts';
import { rowsMet } from './rowsMet.ts';
import { systemScenes } from './systems.ts';
import { writes } from './writes.ts';

type Session = Pick<Sql, 'unsafe'>;

/** One look at the database that can tell that it is not what it was promised to be: a sentence for each difference. */
export interface Witness {
  name: 'moves' | 'system roles' | 'rows met' | 'acts' | 'claims' | 'reach';
  /** Tables that it speaks of, and whose or which machine's rows. */
  tables: ReadonlySet<string>;
  audience?: Audience;
  machine?: string;
  look(sql: Session): Promise<string[]>;
}

/** Where a mutant can show itself, so that the likeliest witness looks first; the others follow. */
export interface Place {
  audience?: Audience;
  table?: string;
  machine?: string;
}

const tablesOf = ({ steps }: Scene): ReadonlySet<string> =>
  new Set(
    steps.flatMap(([, statement]) =>
      [...statement.matchAll(/(?:public|access)\.(\w+)/g)].map(([, table = '']) => table),
    ),
  );

const played = (name: Witness['name'], scene: Scene, of: Partial<Witness> = {}): Witness => ({
  name,
  tables: tablesOf(scene),
  look: (sql) => failures(sql, [scene]),
  ...of,
});

/** How near a witness is to a place; of the same distance the cheaper kind first. */
function distance(witness: Witness, { audience, table = '', machine }: Place): number {
  const { name, tables } = witness;
  const near = tables.has(table);
  if (machine !== undefined && witness.machine === machine) return 0;
  if (near && name === 'rows met' && witness.audience === audience) return 1;
  if (near && name === 'system roles') return 2;
  if (near && name === 'acts') return 3;
  if (name === 'claims') return 4;
  if (name === 'acts') return 5;
  return name === 'moves' ? 7 : 6;
}

/** Every witness that is independent of src/access, for one world. */
export class Witnesses {
  /** How often each one noticed something of a table: whoever did looks first at the next mutant there. */
  private readonly noticed = new Map<string, Map<Witness, number>>();

  private constructor(readonly all: readonly Witness[]) {}

  static async of(cast: Cast): Promise<Witnesses> {
    const { admin } = cast.world;
    const rows = await Promise.all(
      audiences.map(async (audience) =>
        (await rowsMet(admin, cast.reader[audience])).map((scene) => played('rows met', scene, { audience })),
      ),
    );
    const systems = await systemScenes(admin, cast.landlord);
    const moves = machineNames().map(
      (machine): Witness => ({
        name: 'moves',
        tables: new Set(),
        machine,
        look: (sql) => moveFailures(sql, cast, [machine]),
      }),
    );
    const reach: Witness = { name: 'reach', tables: new Set(), look: (sql) => reachFailures(sql) };
    return new Witnesses([
      ...rows.flat(),
      ...systems.map((scene) => played('system roles', scene)),
      ...[...(await writes(cast)), ...effects(cast)].map((scene) => played('acts', scene)),
      ...claims(cast).map((scene) => played('claims', scene)),
      reach,
      ...moves,
    ]);
  }

  /** All of them, whoever is likeliest to notice something there first. */
  for(place: Place): Witness[] {
    const noticed = this.noticed.get(place.table ?? '');
    const rank = new Map(
      this.all.map((witness) => [witness, distance(witness, place) - 100 * (noticed?.get(witness) ?? 0)]),
    );
    return [...this.all].sort((one, other) => (rank.get(one) ?? 0) - (rank.get(other) ?? 0));
  }

  hasNoticed(witness: Witness, { table = '' }: Place): void {
    const counts = this.noticed.get(table) ?? new Map<Witness, number>();
    this.noticed.set(table, counts.set(witness, (counts.get(witness) ?? 0) + 1));
  }
}
