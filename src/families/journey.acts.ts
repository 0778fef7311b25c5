import { and, eq } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { errors } from '../errors.ts';
import { allows } from '../machine.ts';
import { parisDay } from '../parisDay.ts';
import { blockingCodes } from '../pathway/rights.rules.ts';
import { ExitReason, Journey } from './families.enums.ts';
import { FamilyPayload } from './families.graph.ts';
import type { Journey as JourneyState } from './families.rules.ts';
import { families } from './families.table.ts';
import { familyMachine } from './journey.rules.ts';
import { roofAndJob } from './roofAndJob.rules.ts';

async function readFamily(act: Act, id: string) {
  await act.lock({ family: id });
  return found(
    await act.db.query.families.findFirst({
      columns: { id: true, version: true, journey: true, origin: true, followedBy: true },
      with: {
        rightsSteps: {
          columns: { definition: true, status: true, personId: true },
          with: { person: { columns: { departedOn: true, ageBand: true } } },
        },
        tenancies: {
          columns: { status: true, leaseholder: true },
          with: { commune: { columns: { epciCode: true, departementCode: true } } },
        },
        employments: {
          columns: { contract: true, startsOn: true, endsOn: true, endReason: true },
          with: { commune: { columns: { epciCode: true, departementCode: true } } },
        },
      },
      where: { id },
    }),
    'id',
  );
}

type Family = Awaited<ReturnType<typeof readFamily>>;

interface Given {
  to: JourneyState;
  regionCode?: string | null;
  arrivedOn?: string | null;
  exitReason?: (typeof families.$inferInsert)['exitReason'];
}

const isRoof = ({ status }: { status: string }) => status === 'ACTIVE' || status === 'NOTICE';

async function requireOwnRegion(act: Act, code: string | null | undefined): Promise<string> {
  if (!code) throw errors.required('regionCode');
  const [row] = await act.context.operation.sql<{ mine: boolean }>(
    'select $1 = any (access.regions()) as mine',
    [code],
  );
  if (!row?.mine) throw errors.notFound('regionCode');
  return code;
}

function requireAutonomy(family: Family): void {
  if (!family.tenancies.some((home) => isRoof(home) && home.leaseholder === 'FAMILY')) {
    throw errors.conditionNotMet('The family does not hold the lease of its home.', 'to');
  }
  if (!roofAndJob(family, parisDay()).job)
    throw errors.conditionNotMet('No adult of the family is in work.', 'to');
  const blocked = family.rightsSteps.find((step) => blockingCodes(step, family.rightsSteps).length > 0);
  if (blocked) {
    const codes = blockingCodes(blocked, family.rightsSteps).join(', ');
    throw errors.conditionNotMet(`${blocked.definition} is blocked by ${codes}.`, 'to');
  }
}

/** The columns that a step changes beside the journey; throws where its guard does not hold. */
async function columnsOfStep(
  act: Act,
  family: Family,
  given: Given,
): Promise<Partial<typeof families.$inferInsert>> {
  const housed = family.tenancies.some(isRoof);
  switch (given.to) {
    case 'IDENTIFIED':
      if (family.followedBy !== act.context.caller.partnerId) {
        throw errors.conditionNotMet('Only the coordinator that registered the family takes it back.', 'to');
      }
      return { regionCode: null };
    case 'ALLOCATED':
      return family.journey === 'IDENTIFIED'
        ? { regionCode: await requireOwnRegion(act, given.regionCode) }
        : {};
    case 'TRAVEL_BOOKED':
      if (family.origin !== 'RESETTLED')
        throw errors.conditionNotMet('Only a RESETTLED family takes a plane.', 'to');
      return {};
    case 'ARRIVED':
      if (family.journey !== 'TRAVEL_BOOKED') {
        if (housed) throw errors.conditionNotMet('A tenancy is still active.', 'to');
        return {};
      }
      if (!given.arrivedOn) throw errors.required('arrivedOn');
      return { arrivedOn: given.arrivedOn };
    case 'INSTALLED':
      if (family.journey === 'ALLOCATED' && family.origin !== 'FROM_FRANCE')
        throw errors.transitionNotAllowed(family.journey);
      if (!housed) throw errors.conditionNotMet('No tenancy is active.', 'to');
      return {};
    case 'AUTONOMOUS':
      requireAutonomy(family);
      return {};
    case 'EXITED':
      if (!given.exitReason) throw errors.required('exitReason');
      return { exitReason: given.exitReason };
    default:
      return {};
  }
}

mutation('advanceFamily', {
  about: 'Moves a family along its journey, or one step back where the journey allows it.',
  fields: {
    id: input.id('Family', 'The family.'),
    ...versioned,
    to: input.oneOf(Journey, 'Where to.'),
    regionCode: optional(input.matching('With ALLOCATED: one of your regions, by INSEE code.', /^\d{2}$/)),
    arrivedOn: optional(input.day('With ARRIVED: the day of arrival.')),
    exitReason: optional(input.oneOf(ExitReason, 'With EXITED: why.')),
    ...idempotent,
  },
  payload: FamilyPayload,
  run: async ({ id, expectedVersion, ...given }, act) => {
    const family = await readFamily(act, id);
    act.requireVersion(family, expectedVersion);
    if (!allows(familyMachine, family.journey, given.to, act.mutation))
      throw errors.transitionNotAllowed(family.journey);
    const columns = await columnsOfStep(act, family, given);
    const changed = await act.db
      .update(families)
      .set({ ...columns, journey: given.to })
      .where(and(eq(families.id, id), eq(families.version, expectedVersion)))
      .returning({ id: families.id });
    act.requireChanged(changed, family.version);
    return id;
  },
});
