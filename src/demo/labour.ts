import { type RegionCode, regionCodes } from '../reference/regions.ts';
import { type ApplicationPlan, apply } from './applications.ts';
import { hire, recordEmployment, type Worker, type WorkSpec } from './employments.ts';
import type { FamilyPlan } from './families.ts';
import { type JobPlan, Jobs } from './jobs.ts';
import { addLeftoverJobs, addLiveApplications, addPastApplications } from './labourMarket.ts';
import type { Ledgers } from './ledgers.ts';
import { isAdult, type PersonPlan } from './persons.ts';
import { placeOfJob } from './places.ts';
import type { Random } from './random.ts';
import type { TenancyPlan } from './tenancies.ts';

const jobCount = 140;

/** Families with a roof of which an adult works: three at least in five regions, or an aggregate would show nothing. */
const workingFamilies: Record<RegionCode, number> = { 84: 5, 52: 5, 44: 5, 76: 2, 75: 8, 24: 5 };
const foundOutside = 4;
const workingSpouses = 5;

type Homes = ReadonlyMap<string, TenancyPlan>;

/** Offers, applications and employments. */
export function createLabour(ledgers: Ledgers, families: readonly FamilyPlan[], homes: Homes): void {
  const jobs = new Jobs(ledgers.draft);
  const hiring = new Hiring(ledgers, jobs, homes);
  const working = chooseWorking(families, homes);
  working.forEach((family, position) => {
    const worker = { family, person: hiring.earnerOf(family) };
    if (position % 8 === 3 && position < 8 * foundOutside) hiring.findOutside(worker);
    else hiring.employ(worker);
  });
  for (const family of working.filter(hasIdleSpouse).slice(0, workingSpouses)) {
    hiring.employ({ family, person: idleSpouse(family) ?? hiring.earnerOf(family) });
  }
  hiring.pastJobs(families);
  hiring.internships(families);
  addLiveApplications(ledgers, jobs, families);
  addPastApplications(ledgers, jobs, families);
  addLeftoverJobs(ledgers, jobs, jobCount - jobs.all.length);
  jobs.finish();
}

function chooseWorking(families: readonly FamilyPlan[], homes: Homes): FamilyPlan[] {
  const order = ['AUTONOMOUS', 'ACCOMPANIED', 'INSTALLED'];
  return regionCodes.flatMap((region) =>
    families
      .filter((family) => family.region === region && homes.has(family.id) && !family.row.protected)
      .sort((a, b) => order.indexOf(a.journey) - order.indexOf(b.journey))
      .slice(0, workingFamilies[region]),
  );
}

const isFree = (person: PersonPlan) => isAdult(person) && person.age <= 60 && person.hoursInWork === 0;
const idleSpouse = (family: FamilyPlan) => family.persons.find((one) => one.role === 'SPOUSE' && isFree(one));
const hasIdleSpouse = (family: FamilyPlan) =>
  idleSpouse(family) !== undefined && family.journey !== 'INSTALLED' && family.persons.length <= 5;

const endings = [
  'END_OF_CONTRACT',
  'RESIGNED',
  'TRIAL_ENDED',
  'END_OF_CONTRACT',
  'DISMISSED',
  'EMPLOYER_CLOSED',
  'OTHER',
  'END_OF_CONTRACT',
] as const;

class Hiring {
  readonly #ledgers: Ledgers;
  readonly #jobs: Jobs;
  readonly #homes: Homes;
  readonly #random: Random;

  constructor(ledgers: Ledgers, jobs: Jobs, homes: Homes) {
    this.#ledgers = ledgers;
    this.#jobs = jobs;
    this.#homes = homes;
    this.#random = ledgers.draft.random('hiring');
  }

  /** Men four times in five, as the national figures have it. */
  earnerOf(family: FamilyPlan): PersonPlan {
    const adults = family.persons.filter((person) => isAdult(person) && person.age <= 62);
    const man = adults.find((person) => person.sex === 'MALE' && isFree(person));
    const woman = adults.find((person) => person.sex === 'FEMALE' && isFree(person));
    const earner = this.#random.chance(0.8) ? (man ?? woman) : (woman ?? man);
    const head = family.persons[0];
    if (!earner && !head) throw new Error('a family of the demo has nobody');
    return earner ?? (head as PersonPlan);
  }

  employ(worker: Worker): void {
    const starts = this.#startOf(worker.family);
    const job = this.#jobFor(worker, starts, this.#random.chance(0.6) ? 'CDI' : undefined);
    const ends = job.row.contract === 'CDI' ? undefined : this.#random.integer(48, 160);
    const application = hire(this.#ledgers, this.#jobs, worker, job, { starts, ends });
    if (job.row.hoursPerWeek >= 24 && this.#random.chance(0.35)) this.#makeObsolete(worker, application);
    if (starts < -150 && this.#random.chance(0.4)) this.#close(job, starts);
  }

  findOutside(worker: Worker): void {
    recordEmployment(this.#ledgers, worker, this.#placeFor(worker.family), {
      starts: this.#startOf(worker.family),
    });
  }

  /** Jobs that are over, of people who look for another one. */
  pastJobs(families: readonly FamilyPlan[]): void {
    const idle = this.#idle(families, -330);
    endings.forEach((endReason, position) => {
      const worker = idle[position];
      if (!worker) return;
      const starts = -this.#random.integer(170, 230);
      const days = endReason === 'TRIAL_ENDED' ? 25 : this.#random.integer(60, 140);
      const spec: WorkSpec = { starts, ends: starts + days, endReason };
      const contract = endReason === 'END_OF_CONTRACT' ? 'CDD' : 'CDI';
      const job = this.#jobFor(worker, starts, contract);
      hire(this.#ledgers, this.#jobs, worker, job, spec);
      this.#close(job, starts);
    });
  }

  /** Immersion without wage: no job in the programme's sense. */
  internships(families: readonly FamilyPlan[]): void {
    for (const worker of this.#idle(families, -120).slice(-2)) {
      const job = this.#jobFor(worker, -8, 'PMSMP');
      hire(this.#ledgers, this.#jobs, worker, job, { starts: -8, ends: 20 });
    }
  }

  #idle(families: readonly FamilyPlan[], arrivedBefore: number): Worker[] {
    return families
      .filter(
        (family) => this.#homes.has(family.id) && !family.row.protected && family.journey === 'ACCOMPANIED',
      )
      .filter((family) => (family.times.arrived ?? family.times.registered) < arrivedBefore)
      .flatMap((family) =>
        family.persons
          .filter((one) => isFree(one) && one.role !== 'OTHER_ADULT')
          .slice(-1)
          .map((person) => ({ family, person })),
      );
  }

  #startOf(family: FamilyPlan): number {
    const here = -(family.times.arrived ?? family.times.registered);
    return -this.#random.integer(8, Math.max(9, Math.min(Math.floor(here) - 60, 420)));
  }

  #jobFor(
    { family, person }: Worker,
    starts: number,
    contract: JobPlan['row']['contract'] | undefined,
  ): JobPlan {
    const created = starts - this.#random.integer(45, 70) + 0.4;
    const job = this.#jobs.create({
      region: family.region,
      place: this.#placeFor(family),
      contract,
      applicant: person,
      positions: this.#random.chance(0.1) ? 2 : 1,
      created,
      opened: created + 2.3,
    });
    person.row.occupations = [...new Set([job.row.rome, ...(person.row.occupations ?? [])])].slice(0, 5);
    return job;
  }

  #placeFor(family: FamilyPlan) {
    const home = this.#homes.get(family.id)?.place;
    const { places } = this.#ledgers.draft;
    return home ? placeOfJob(places, home, this.#random) : this.#random.pick(places[family.region]);
  }

  /** The hire ends the person's other application, without a word about where. */
  #makeObsolete({ family, person }: Worker, application: ApplicationPlan): void {
    const hired = application.times.HIRED ?? -2;
    const created = Math.floor(hired) - 50 + 0.3;
    const job = this.#jobs.create({
      region: family.region,
      applicant: person,
      created,
      opened: created + 1.2,
    });
    if (job.row.contract === 'PMSMP') return;
    apply(this.#ledgers, { family, person, job, path: ['PRESENTED', 'INTERESTED', 'OBSOLETE'], last: hired });
    if (hired < -20) this.#jobs.move(job, 'EXPIRED', created + 31.3, null);
  }

  #close(job: JobPlan, starts: number): void {
    if (job.row.positionsFilled !== job.row.positions) return;
    this.#jobs.move(job, 'CLOSED', starts + this.#random.integer(10, 40) + 0.5, 'closeJobOffer');
  }
}
