import type { ConsentPurpose } from '../families/families.rules.ts';
import { daysBetween, plusMonths } from './calendar.ts';
import type { Row } from './demoRows.ts';
import type { Draft } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import { isAdult, type PersonPlan } from './persons.ts';

interface ConsentPlan {
  id: string;
  personId: string;
  purpose: ConsentPurpose;
  /** The person, or the parent who consented. */
  givenBy: PersonPlan;
  given: number;
  lastDay: number;
  row: Row<'consents'>;
}

const consentMonths = 12;
/** A child consents to care itself from this age; awaits the data-protection officer. */
const ownConsentAge = 15;

/** What was consented to; the demo's acts ask it for a consent, and it gives one that was live then. */
export class Consents {
  readonly #draft: Draft;
  readonly #all: ConsentPlan[] = [];

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** A consent that is in force at that time and for three months more; given just before if there is none. */
  liveAt(family: FamilyPlan, person: PersonPlan, purpose: ConsentPurpose, time: number): ConsentPlan {
    const live = this.#all.find(
      (one) =>
        one.personId === person.id &&
        one.purpose === purpose &&
        one.given <= time &&
        one.lastDay >= time + 90 &&
        !one.row.revokedOn,
    );
    return live ?? this.give(family, person, purpose, Math.floor(time) - (time > -3 ? 1 : 0));
  }

  give(family: FamilyPlan, person: PersonPlan, purpose: ConsentPurpose, given: number): ConsentPlan {
    const random = this.#draft.random(`consent ${this.#all.length}`);
    const { calendar } = this.#draft;
    const givenOn = calendar.day(given);
    const expiresOn = plusMonths(givenOn, consentMonths);
    const givenBy = person.age >= ownConsentAge ? person : parentOf(family);
    const recorded = calendar.instant(given);
    const plan: ConsentPlan = {
      id: random.uuid(),
      personId: person.id,
      purpose,
      givenBy,
      given,
      lastDay: daysBetween(calendar.today, expiresOn),
      row: {
        personId: person.id,
        familyId: family.id,
        purpose,
        givenBy: givenBy.id,
        form: family.row.interpreterNeeded && random.chance(0.8) ? 'ORAL_INTERPRETED' : 'SIGNED',
        language: family.naming.languages[0] ?? 'fra',
        givenOn,
        expiresOn,
        revokedOn: null,
        ...family.scope,
        version: 1,
        createdAt: recorded,
        updatedAt: recorded,
      },
    };
    plan.row.id = plan.id;
    this.#all.push(plan);
    this.#draft.rows.consents.push(plan.row);
    return plan;
  }

  revoke(consent: ConsentPlan, time: number): void {
    consent.row.revokedOn = this.#draft.calendar.day(time);
    consent.row.version = 2;
    consent.row.updatedAt = this.#draft.calendar.instant(time);
  }
}

const purposes: readonly ConsentPurpose[] = ['HOUSING_IDENTITY', 'EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'];

/** What a social worker collects at the first interview, and again a year later from most; some have lapsed. */
export function collectConsents(draft: Draft, consents: Consents, families: readonly FamilyPlan[]): void {
  const random = draft.random('consents');
  for (const family of families) {
    const first = family.times.arrived ?? family.times.allocated;
    if (family.row.protected || first === null || family.journey === 'CANCELLED') continue;
    for (const person of family.persons.filter(isAdult)) {
      for (const purpose of purposes.filter(() => random.chance(0.8))) {
        const interview = Math.min(Math.floor(first) + random.integer(1, 6), -1);
        consents.give(family, person, purpose, Math.max(interview, -330 - random.integer(100, 200)));
        if (interview < -365 && random.chance(0.7)) {
          consents.give(family, person, purpose, -random.integer(5, 120));
        }
      }
    }
  }
}

function parentOf(family: FamilyPlan): PersonPlan {
  const head = family.persons[0];
  if (!head) throw new Error('a family of the demo has nobody');
  return head;
}
