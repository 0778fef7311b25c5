import { and, eq, inArray } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { type InputOf, idempotent, input, optional, partial, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { employerOnBehalf, onBehalf, requireMayActFor } from '../acts/onBehalf.ts';
import { transition } from '../acts/transition.ts';
import { ActError, errors } from '../errors.ts';
import { FrenchLevel } from '../families/families.enums.ts';
import { romePattern } from '../families/personInput.ts';
import { parisDay } from '../parisDay.ts';
import { writeOffer } from '../partners/offerInput.ts';
import { isNear } from './hire.rules.ts';
import { Contract } from './jobs.enums.ts';
import { jobOfferMachine, jobOfferValidityDays, wageFault } from './jobs.rules.ts';
import { JobOfferPayload, JobOffersPayload } from './offers.graph.ts';
import { jobOffers } from './offers.table.ts';

const position = {
  title: input.text('What the position is called.', 120),
  description: optional(input.text('About the work, never about a person.', 2000)),
  rome: input.matching('Occupation, ROME code such as "G1602"; see `romeCodes`.', romePattern),
  contract: input.oneOf(Contract, 'The form of the contract.'),
  durationMonths: optional(input.integer('Length in months.', 1, 60)),
  hoursPerWeek: input.integer('Hours a week.', 1, 48),
  grossHourlyCents: optional(
    input.cents(
      'Gross wage an hour: at least the SMIC of startsOn, but for APPRENTICESHIP and PROFESSIONALISATION; absent exactly for a PMSMP.',
      10_000,
    ),
  ),
  positions: input.integer('How many persons you look for.', 1, 50),
  communeCode: input.matching('INSEE code of the commune, such as "15014".', /^(\d{5}|2[AB]\d{3})$/),
  siteSiret: optional(input.text('SIRET of one of your own establishments.', 14)),
  externalReference: optional(
    input.text('Your own reference, unique among your offers that are not CLOSED or WITHDRAWN.', 64),
  ),
  minFrench: input.oneOf(FrenchLevel, 'Level of French that is needed; ALPHA or A0: none.'),
  licenceRequired: input.flag('Whether a driving licence is needed.'),
  transportProvided: input.flag('Whether you bring people to work.'),
  startsOn: input.day('First day of work, within a year of today.'),
};

const oneOffer = { id: input.id('JobOffer', 'The offer.'), ...versioned, ...idempotent, ...onBehalf };

type Position = InputOf<ReturnType<typeof partial<typeof position>>>;

function requireLawfulWage(pay: Parameters<typeof wageFault>[0]): void {
  const fault = wageFault(pay);
  if (fault) throw errors.outOfRange(fault, 'grossHourlyCents');
}

/** Also because a day long ago would ask for the SMIC of long ago. */
function requireNear({ startsOn }: Position): void {
  if (startsOn && !isNear(startsOn, parisDay()))
    throw errors.outOfRange('Within a year of today.', 'startsOn');
}

/** A landlord without a key is no employer, though a coordinator may act for it. */
async function requireEmployer(act: Act, partnerId: string): Promise<void> {
  if (act.isCoordinator) {
    const where = { id: partnerId, kind: { in: ['EMPLOYER' as const, 'SIAE' as const] } };
    found(await act.db.query.partners.findFirst({ columns: { id: true }, where }), 'employerId');
  }
  await requireMayActFor(act, 'EMPLOYER', partnerId, 'employerId');
}

const asOffer = { table: jobOffers, sealed: 'JobOffer' } as const;

mutation('createJobOffer', {
  about: 'Creates an offer in DRAFT: no candidate is presented for it before you publish it.',
  fields: { ...position, ...employerOnBehalf, ...idempotent },
  payload: JobOfferPayload,
  run: async ({ employerId, channel: _channel, idempotencyKey: _key, ...given }, act, id) => {
    const partnerId = employerId ?? act.context.caller.partnerId;
    await requireEmployer(act, partnerId);
    requireNear(given);
    requireLawfulWage({ ...given, grossHourlyCents: given.grossHourlyCents ?? null });
    const write = (columns: object) =>
      insertRows(act, jobOffers, [{ ...columns, id, partnerId } as typeof jobOffers.$inferInsert]);
    await writeOffer(act, { ...asOffer, partnerId, id, write }, given);
    return id;
  },
});

async function readOffer(act: Act, id: string) {
  const read = () =>
    act.db.query.jobOffers.findFirst({
      columns: {
        id: true,
        partnerId: true,
        version: true,
        status: true,
        contract: true,
        grossHourlyCents: true,
        startsOn: true,
        positionsFilled: true,
      },
      where: { id },
    });
  const offer = found(await act.lockedRow(jobOffers, id, { offer: jobOffers.id }, read), 'id');
  await requireMayActFor(act, 'EMPLOYER', offer.partnerId, 'id');
  return offer;
}

type Offer = Awaited<ReturnType<typeof readOffer>>;

/** null clears what may be absent, and nothing else. */
function requireKept(given: Position): void {
  const cleared = Object.entries(position).find(
    ([name, field]) => field.required && given[name as keyof Position] === null,
  );
  if (cleared) throw errors.required(cleared[0]);
}

function requireChangeable(offer: Offer, given: Position): void {
  const { status, positionsFilled } = offer;
  if (status === 'FILLED' || status === 'CLOSED' || status === 'WITHDRAWN')
    throw errors.transitionNotAllowed(status);
  if (given.positions && positionsFilled > 0 && given.positions <= positionsFilled)
    throw errors.outOfRange(
      'More than the positions already filled; pause the offer to hire no more.',
      'positions',
    );
  requireNear(given);
  requireLawfulWage({
    contract: given.contract ?? offer.contract,
    startsOn: given.startsOn ?? offer.startsOn,
    grossHourlyCents: given.grossHourlyCents === undefined ? offer.grossHourlyCents : given.grossHourlyCents,
  });
}

mutation('updateJobOffer', {
  about:
    'Changes what is given; absent fields stay. Once a candidate was disclosed, contract, occupation and commune are frozen; a FILLED offer changes no more.',
  fields: { ...partial(position), ...oneOffer },
  payload: JobOfferPayload,
  run: async ({ id, expectedVersion, ...given }, act) => {
    const offer = await readOffer(act, id);
    act.requireVersion(offer, expectedVersion);
    requireKept(given);
    requireChangeable(offer, given);
    const { partnerId, status } = offer;
    const write = (columns: object) =>
      act.db
        .update(jobOffers)
        .set({ ...columns, status })
        .where(and(eq(jobOffers.id, id), eq(jobOffers.version, expectedVersion)))
        .returning({ id: jobOffers.id });
    const changed = await writeOffer(act, { ...asOffer, partnerId, id, write }, given);
    act.requireChanged(changed, offer.version);
    return id;
  },
});

const confirmedNow = () => {
  const confirmedAt = new Date();
  return { confirmedAt, validUntil: new Date(confirmedAt.getTime() + jobOfferValidityDays * 86_400_000) };
};

mutation('publishJobOffer', {
  about: `Opens a DRAFT, PAUSED or EXPIRED offer for ${jobOfferValidityDays} days.`,
  fields: oneOffer,
  payload: JobOfferPayload,
  run: async ({ id, expectedVersion }, act) =>
    transition(
      act,
      jobOfferMachine,
      jobOffers,
      await readOffer(act, id),
      expectedVersion,
      'OPEN',
      confirmedNow(),
    ),
});

mutation('pauseJobOffer', {
  about:
    'Takes an OPEN offer off the market until you publish it again; candidates already presented stay presented.',
  fields: oneOffer,
  payload: JobOfferPayload,
  run: async ({ id, expectedVersion }, act) =>
    transition(act, jobOfferMachine, jobOffers, await readOffer(act, id), expectedVersion, 'PAUSED'),
});

mutation('withdrawJobOffer', {
  about: 'Withdraws the offer for good; its live applications are withdrawn with it.',
  fields: oneOffer,
  payload: JobOfferPayload,
  run: async ({ id, expectedVersion }, act) =>
    transition(act, jobOfferMachine, jobOffers, await readOffer(act, id), expectedVersion, 'WITHDRAWN'),
});

mutation('closeJobOffer', {
  about: 'Closes a FILLED offer for good; applications that are still live are withdrawn.',
  fields: oneOffer,
  payload: JobOfferPayload,
  run: async ({ id, expectedVersion }, act) =>
    transition(act, jobOfferMachine, jobOffers, await readOffer(act, id), expectedVersion, 'CLOSED'),
});

mutation('confirmJobOffers', {
  about: `Says of 1 to 100 offers, OPEN or EXPIRED, that they stand: valid for ${jobOfferValidityDays} more days. All or none.`,
  fields: { ids: input.ids('JobOffer', 'The offers.', 100), ...idempotent, ...onBehalf },
  payload: JobOffersPayload,
  run: async ({ ids }, act) => {
    const offers = await act.db
      .select({ id: jobOffers.id, partnerId: jobOffers.partnerId, status: jobOffers.status })
      .from(jobOffers)
      .where(inArray(jobOffers.id, ids));
    for (const [index, id] of ids.entries()) {
      const offer = found(
        offers.find((row) => row.id === id),
        'ids',
        String(index),
      );
      await requireMayActFor(act, 'EMPLOYER', offer.partnerId, 'ids', String(index));
      if (offer.status !== 'OPEN' && offer.status !== 'EXPIRED') {
        const path = ['input', 'ids', String(index)];
        throw new ActError('STATE_TRANSITION_NOT_ALLOWED', path, `Not possible from ${offer.status}.`);
      }
    }
    await act.db
      .update(jobOffers)
      .set({ ...confirmedNow(), status: 'OPEN' })
      .where(and(inArray(jobOffers.id, ids), inArray(jobOffers.status, ['OPEN', 'EXPIRED'])));
    return ids[0] ?? '';
  },
});
