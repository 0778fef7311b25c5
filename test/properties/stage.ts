import { randomUUID } from 'node:crypto';
import type { SealedType } from '../../src/access/idPrefixes.ts';
import { sealFor } from '../../src/access/seal.ts';
import { connectJobs, type Sql } from '../../src/database/connections.ts';
import { jobsUrl } from '../../src/database/jobsLogin.ts';
import { parisDay } from '../../src/parisDay.ts';
import { addFamily, idFor } from '../journeys/people.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { type Family, Model, type Person } from './model.ts';

/** A small programme: 3 landlords, 3 employers, 3 health partners of which the first is the gateway, 2 coordinators of different regions, 6 families. */
export class Stage {
  readonly model = new Model();
  readonly uuids = new Map<object, string>();
  readonly families: Family[] = [];

  private constructor(
    readonly served: Served,
    readonly landlords: Partner[],
    readonly employers: Partner[],
    readonly coordinators: Partner[],
    readonly healths: Partner[],
    readonly jobs: Sql,
  ) {}

  static async build(): Promise<Stage> {
    const served = await serve();
    const three = (audience: 'LANDLORD' | 'EMPLOYER') =>
      Promise.all([1, 2, 3].map(() => served.add(audience)));
    const healths = [
      await served.add('HEALTH', { careGateway: true, regions: ['84', '76'] }),
      await served.add('HEALTH'),
      await served.add('HEALTH'),
    ];
    const [landlords, employers] = [await three('LANDLORD'), await three('EMPLOYER')];
    const coordinators = [
      await served.add('COORDINATOR', { regions: ['84'] }),
      await served.add('COORDINATOR', { regions: ['76'] }),
    ];
    const jobs = connectJobs(jobsUrl(served.world.adminUrl, served.world.secret));
    const stage = new Stage(served, landlords, employers, coordinators, healths, jobs);
    for (let index = 0; index < 6; index += 1) await stage.addFamily(index % 2);
    return stage;
  }

  private async addFamily(coordinator: number): Promise<void> {
    const followedBy = this.coordinators[coordinator]?.id ?? '';
    const added = await addFamily(this.served.admin, {
      followedBy,
      region: ['84', '76'][coordinator] ?? null,
      children: [7],
    });
    const family: Family = { coordinator, adults: [], isProtected: false, tenancy: 'NONE' };
    this.uuids.set(family, added.id);
    for (const { id } of added.adults) {
      const person: Person = { family, consents: new Set(), hours: 0 };
      this.uuids.set(person, id);
      family.adults.push(person);
    }
    this.families.push(family);
  }

  get persons(): Person[] {
    return this.families.flatMap(({ adults }) => adults);
  }

  uuid(thing: object): string {
    return this.uuids.get(thing) ?? randomUUID();
  }

  id(reader: Partner, type: SealedType, thing: object): string {
    return idFor(this.served.world, reader, type, this.uuid(thing));
  }

  partnerId(reader: Partner, partner: Partner): string {
    return idFor(this.served.world, reader, 'Partner', partner.id);
  }

  remember(reader: Partner, type: SealedType, thing: object, sealed: string): void {
    const uuid = sealFor(this.served.world.secret, reader.id).openId(type, sealed);
    this.uuids.set(thing, String(uuid));
  }

  /** Remembers under `thing` a consent of the person that is in force. */
  async findConsent(thing: object, person: Person, purpose: string): Promise<void> {
    const [row] = await this.served.admin`select id from consents
      where person_id = ${this.uuid(person)} and purpose = ${purpose} and revoked_on is null limit 1`;
    this.uuids.set(thing, String(row?.id));
  }

  /** Remembers under `thing` the referral that this one became at its new recipient. */
  async findNext(thing: object, former: object): Promise<void> {
    const [row] = await this.served
      .admin`select id from care_referrals where redirected_from = ${this.uuid(former)}`;
    this.uuids.set(thing, String(row?.id));
  }

  async version(table: string, thing: object): Promise<number> {
    const [row] = await this.served.admin.unsafe(
      `select version from ${table} where id = '${this.uuid(thing)}'`,
    );
    return Number(row?.version ?? 1);
  }

  /** The states that are not what the model says. */
  async surprises(): Promise<string[]> {
    const tables = {
      housing_offers: this.model.homes,
      housing_proposals: this.model.proposals,
      job_offers: this.model.positions,
      job_applications: this.model.applications,
      care_referrals: this.model.referrals,
    };
    const found: string[] = [];
    for (const [table, things] of Object.entries(tables)) {
      const rows = await this.served.admin.unsafe(`select id, status from ${table}`);
      const stored = new Map(rows.map(({ id, status }) => [id, status]));
      if (stored.size !== things.length) found.push(`${table}: ${stored.size} rows, not ${things.length}`);
      for (const thing of things)
        if (stored.get(this.uuid(thing)) !== thing.status)
          found.push(`${table}: ${stored.get(this.uuid(thing))}, not ${thing.status}`);
    }
    return found;
  }

  async close(): Promise<void> {
    await this.jobs.end();
    await this.served.close();
  }
}

export const today = () => parisDay();
