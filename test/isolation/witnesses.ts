import type { Audience } from '../../src/access/audiences.ts';
import { audiences } from '../../src/access/audiences.ts';
import type { Sql } from '../../src/database/connections.ts';
import type { Cast } from './cast.ts';
import { claims } from './claims.ts';
import { effectsOfCare } from './effectsOfCare.ts';
import { effectsOfFamilies } from './effectsOfFamilies.ts';
import { effectsOfHomes } from './effectsOfHomes.ts';
import { effectsOfWork } from './effectsOfWork.ts';
import { moveFailures } from './moves.ts';
import { failures, type Scene } from './play.ts';
import { reachFailures } from './reach.ts';
import { rowsMet } from './rowsMet.ts';
import { systemScenes } from './systems.ts';
import { writes } from './writes.ts';

type Session = Pick<Sql, 'unsafe'>;

/** One look at the database that can tell that it is not what it was promised to be: a sentence for each difference. */
export interface Witness {
  name: string;
  look(sql: Session): Promise<string[]>;
}

/** Where a mutant can show itself, so that the likeliest witness looks first; the others follow. */
export interface Place {
  audience?: Audience;
  table?: string;
  machine?: string;
  functions?: true;
}

/** Every witness that is independent of src/access, for one world. */
export class Witnesses {
  private constructor(
    private readonly cast: Cast,
    private readonly rows: Record<Audience, Scene[]>,
    private readonly systems: Scene[],
    private readonly writing: Scene[],
  ) {}

  static async of(cast: Cast): Promise<Witnesses> {
    const { admin } = cast.world;
    const rows = await Promise.all(
      audiences.map(async (audience) => [audience, await rowsMet(admin, cast.reader[audience])] as const),
    );
    return new Witnesses(
      cast,
      Object.fromEntries(rows) as Record<Audience, Scene[]>,
      await systemScenes(admin, cast.landlord),
      await writes(cast),
    );
  }

  private played = (name: string, scenes: readonly Scene[]): Witness => ({
    name,
    look: (sql) => failures(sql, scenes),
  });

  /** In the order in which they are asked: what speaks of the mutant's own table before the rest. */
  for({ audience, table, machine, functions }: Place): Witness[] {
    const { cast } = this;
    const seen = audience ? [audience] : audiences;
    const mentions = (scene: Scene) =>
      table !== undefined && scene.steps.some(([, statement]) => statement.includes(`public.${table}`));
    const acts = [
      ...this.writing,
      ...effectsOfHomes(cast),
      ...effectsOfWork(cast),
      ...effectsOfCare(cast),
      ...effectsOfFamilies(cast),
    ];
    const near = acts.filter(mentions);
    const moves = (names?: string[]): Witness => ({
      name: 'moves',
      look: (sql: Session) => moveFailures(sql, cast, names),
    });
    return [
      ...(machine ? [moves([machine])] : []),
      this.played(
        'system roles',
        this.systems.filter((scene) => scene.title.endsWith(`.${table}`)),
      ),
      this.played('rows met', audience ? this.rows[audience] : []),
      ...near.map((scene) => this.played('acts', [scene])),
      this.played('claims', claims(cast)),
      ...acts.filter((scene) => !near.includes(scene)).map((scene) => this.played('acts', [scene])),
      this.played(
        'rows met',
        seen.flatMap((one) => this.rows[one]),
      ),
      this.played('system roles', this.systems),
      {
        name: 'reach',
        look: (sql: Session) => reachFailures(sql, functions ? { functions } : table ? { table } : {}),
      },
      moves(),
    ];
  }
}
