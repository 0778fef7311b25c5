import {
  type RightsStepCode,
  type RightsStepStatus,
  rightsCatalogue,
  rightsStepCodes,
} from '../pathway/pathway.rules.ts';
import { coordinatorOf, type Draft } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import { type Author, byCoordinator, type Move, record, system } from './history.ts';
import { arrived, isHomegrown } from './journeys.ts';
import { isAdult, type PersonPlan } from './persons.ts';
import type { Random } from './random.ts';

/** Days from the submission to the decision, about half of them sooner. Invented orders of magnitude; long ones are real. */
const decisionDays: Partial<Record<RightsStepCode, number>> = {
  PROTECTION_DECISION: 5,
  ADDRESS_PROOF: 2,
  RECEIPT_PERMIT: 18,
  CIVIL_STATUS_OFPRA: 195,
  RESIDENT_CARD_10Y: 55,
  OFII_CIR_SIGNED: 30,
  OFII_FRENCH_COURSE: 70,
  CPAM_PUMA: 14,
  BANK_ACCOUNT: 6,
  CAF_FILE: 32,
  RSA: 25,
  HOUSING_BENEFIT: 25,
  FRANCE_TRAVAIL: 12,
  SCHOOL: 15,
  LICENCE_EXCHANGE: 150,
  DIPLOMA_RECOGNITION: 100,
};

/** For a household from France, whose papers are in order. */
const homegrownSteps: readonly RightsStepCode[] = ['ADDRESS_PROOF', 'SCHOOL', 'DIPLOMA_RECOGNITION'];
const refusable: readonly RightsStepCode[] = ['LICENCE_EXCHANGE', 'DIPLOMA_RECOGNITION'];
const blockers = [
  'Pièce complémentaire demandée, envoyée le même jour.',
  'Rendez-vous reporté par l’administration.',
  'Acte de naissance à faire traduire.',
] as const;

type Granted = Map<string, number>;

interface Step {
  definition: RightsStepCode;
  person: PersonPlan | null;
  /** When it could begin, in days from today; null while another step blocks it. */
  start: number | null;
}

/** The steps of families in France, each as far as its dependencies and the time that it takes allow. */
export function createRights(draft: Draft, families: readonly FamilyPlan[]): void {
  for (const family of families) {
    if (!arrived.includes(family.journey) && !isHomegrown(family.naming)) continue;
    const random = draft.random(`rights ${family.id}`);
    const by = byCoordinator(coordinatorOf(draft, family.region), random);
    const granted: Granted = new Map();
    for (const definition of rightsStepCodes.filter((code) => concerns(code, family))) {
      for (const person of subjectsOf(definition, family, random)) {
        addStep({ draft, family, random, by, granted }, definition, person);
      }
    }
  }
}

function concerns(code: RightsStepCode, family: FamilyPlan): boolean {
  return code in decisionDays && (!isHomegrown(family.naming) || homegrownSteps.includes(code));
}

function subjectsOf(definition: RightsStepCode, family: FamilyPlan, random: Random): (PersonPlan | null)[] {
  const adults = family.persons.filter(isAdult);
  if (definition === 'BANK_ACCOUNT') return family.persons.slice(0, 1);
  if (definition === 'LICENCE_EXCHANGE') return adults.filter((person) => person.row.drivingLicence);
  if (definition === 'DIPLOMA_RECOGNITION') return adults.filter(() => random.chance(0.15));
  if (definition === 'CIVIL_STATUS_OFPRA') return adults;
  const subject = rightsCatalogue[definition].subject;
  if (subject === 'FAMILY') return [null];
  if (subject === 'ADULT') return adults;
  if (subject === 'CHILD_3_TO_16')
    return family.persons.filter((person) => person.age >= 3 && person.age <= 16);
  return family.persons;
}

interface Opening {
  draft: Draft;
  family: FamilyPlan;
  random: Random;
  by: Author;
  granted: Granted;
}

function addStep(opening: Opening, definition: RightsStepCode, person: PersonPlan | null): void {
  const { draft, family, random, granted } = opening;
  const step: Step = { definition, person, start: startOf(family, granted, definition, person) };
  const moves = movesOf(opening, step);
  const status = moves.at(-1)?.to ?? 'NOT_STARTED';
  const dayOf = (wanted: RightsStepStatus) => {
    const move = moves.find((one) => one.to === wanted);
    return move ? draft.calendar.day(move.time) : null;
  };
  const decided = moves.find((move) => move.to === 'GRANTED');
  if (decided) granted.set(keyOf(definition, person), decided.time);
  const id = random.uuid();
  draft.rows.rightsSteps.push({
    id,
    familyId: family.id,
    personId: person?.id ?? null,
    ...family.scope,
    definition,
    submittedOn: dayOf('SUBMITTED'),
    grantedOn: dayOf('GRANTED'),
    blocker: status === 'IN_REVIEW' && random.chance(0.4) ? random.pick(blockers) : null,
    status,
    ...record(draft, 'rightsStep', id, moves),
  });
}

const keyOf = (definition: string, person: PersonPlan | null) => `${definition} ${person?.id ?? 'family'}`;
const opensAt = (family: FamilyPlan) => family.times.arrived ?? family.times.registered;

/** A step waits for the same person's, else for the family's, else for those of the head. */
function startOf(
  family: FamilyPlan,
  granted: Granted,
  definition: RightsStepCode,
  person: PersonPlan | null,
): number | null {
  const [head] = family.persons;
  let start = opensAt(family);
  for (const dependency of rightsCatalogue[definition].dependsOn) {
    const own = granted.get(keyOf(dependency, person)) ?? granted.get(keyOf(dependency, null));
    const met = own ?? granted.get(keyOf(dependency, head ?? null));
    if (met === undefined && !isHomegrown(family.naming)) return null;
    start = Math.max(start, met ?? start);
  }
  return start;
}

function movesOf({ family, random, by }: Opening, { definition, start }: Step): Move<RightsStepStatus>[] {
  const first = Math.min(opensAt(family) + 0.05, -1.2);
  const move = (to: RightsStepStatus, time: number) => ({ to, time, mutation: 'updateRightsStep', by });
  const moves: Move<RightsStepStatus>[] = [{ to: 'NOT_STARTED', time: first, mutation: null, by: system }];
  const submitted = start === null ? 0 : Math.floor(start) + random.integer(1, 6) + 0.2;
  if (start === null || submitted > -1) return moves;
  moves.push(move('SUBMITTED', submitted));
  const decided = Math.floor(submitted + (decisionDays[definition] ?? 30) * (0.6 + random.fraction())) + 1.4;
  const refused = refusable.includes(definition) && random.chance(0.25);
  const reviewed = (submitted + decided) / 2;
  if (reviewed >= -1) return moves;
  moves.push(move('IN_REVIEW', reviewed));
  return decided < -1 ? [...moves, move(refused ? 'REFUSED' : 'GRANTED', decided)] : moves;
}
