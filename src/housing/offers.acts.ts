import { and, eq, inArray } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { inOrder } from '../acts/inOrder.ts';
import { type InputOf, idempotent, input, optional, partial, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { landlordOnBehalf, onBehalf, requireMayActFor } from '../acts/onBehalf.ts';
import { transition } from '../acts/transition.ts';
import { ActError, errors } from '../errors.ts';
import { Accessibility } from '../families/accessibility.enum.ts';
import { parisDay } from '../parisDay.ts';
import { writeOffer } from '../partners/offerInput.ts';
import { EnergyClass, HomeKind, HousingTypology, LeaseForm } from './housing.enums.ts';
import { frozenWhileReserved, housingOfferMachine, offerValidityDays } from './housing.rules.ts';
import type { HousingOfferStatus } from './housing.values.ts';
import { leastRentCents, mayBeFree, mostRentCents, vacancyYears } from './lease.rules.ts';
import { HousingOfferPayload, HousingOffersPayload } from './offers.graph.ts';
import { housingOfferAddresses, housingOffers } from './offers.table.ts';

const home = {
  communeCode: input.matching('INSEE code of the commune, such as "15014".', /^(\d{5}|2[AB]\d{3})$/),
  address: optional(
    input.text('Street address; only the programme’s coordinators of the region read it.', 300),
  ),
  siteSiret: optional(input.text('SIRET of one of your own establishments.', 14)),
  externalReference: optional(
    input.text('Your own reference, unique among your offers that are not CLOSED or WITHDRAWN.', 64),
  ),
  typology: input.oneOf(HousingTypology, 'Number of main rooms.'),
  kind: input.oneOf(HomeKind, 'Flat or house.'),
  surfaceM2: input.integer('Living area, square metres.', 9, 500),
  floor: input.integer('0 is the ground floor.', -2, 60),
  lift: input.flag('Whether a lift goes there.'),
  accessibility: input.oneOf(Accessibility, 'For whom the home can be lived in.'),
  energyClass: input.oneOf(EnergyClass, 'DPE class.'),
  furnished: input.flag('Whether it is let with furniture.'),
  rentCents: input.cents('Rent a month without charges.', mostRentCents, leastRentCents),
  chargesCents: input.cents('Charges a month.', 1_000_000),
  depositCents: input.cents('Deposit, once.', 3_000_000),
  leaseForm: input.oneOf(LeaseForm, 'The lease that you would sign.'),
  minOccupants: input.integer('Persons, at least.', 1, 20),
  maxOccupants: input.integer('Persons, at most.', 1, 20),
  availableFrom: input.day(
    `First day on which a family could move in: from ${vacancyYears} years ago to a year from today.`,
  ),
  description: optional(input.text('About the home, never about a person.', 2000)),
};

const asOffer = { table: housingOffers, sealed: 'HousingOffer' } as const;

const oneOffer = { id: input.id('HousingOffer', 'The offer.'), ...versioned, ...idempotent, ...onBehalf };

function requirePlausible({ availableFrom }: Home): void {
  if (availableFrom && !mayBeFree(availableFrom, parisDay()))
    throw errors.outOfRange(`From ${vacancyYears} years ago to a year from today.`, 'availableFrom');
}

type Home = InputOf<ReturnType<typeof partial<typeof home>>>;

async function writeAddress(
  act: Act,
  partnerId: string,
  offerId: string,
  address: string | null | undefined,
) {
  if (address === undefined) return;
  const changed = await act.db
    .update(housingOfferAddresses)
    .set({ address: address ?? '' })
    .where(eq(housingOfferAddresses.offerId, offerId))
    .returning({ offerId: housingOfferAddresses.offerId });
  if (changed.length === 0 && address) await insertAddress(act, partnerId, offerId, address);
}

const insertAddress = (act: Act, partnerId: string, offerId: string, address: string) =>
  insertRows(act, housingOfferAddresses, [{ offerId, partnerId, regionCode: '', address }]);

/** A partner that the coordinator does not read is as unknown as one that is missing. */
async function requireLandlord(act: Act, partnerId: string): Promise<void> {
  if (act.isCoordinator) {
    const where = { id: partnerId, kind: { in: ['SOCIAL_LANDLORD' as const, 'PRIVATE_LANDLORD' as const] } };
    found(await act.db.query.partners.findFirst({ columns: { id: true }, where }), 'landlordId');
  }
  await requireMayActFor(act, 'LANDLORD', partnerId, 'landlordId');
}

mutation('createHousingOffer', {
  about: 'Creates an offer in DRAFT: nobody but you and the coordinators reads it before you publish it.',
  fields: { ...home, ...landlordOnBehalf, ...idempotent },
  payload: HousingOfferPayload,
  run: async ({ landlordId, channel: _channel, idempotencyKey: _key, ...given }, act, id) => {
    const partnerId = landlordId ?? act.context.caller.partnerId;
    await requireLandlord(act, partnerId);
    requirePlausible(given);
    const { address } = given;
    const write = (columns: object) =>
      inOrder([
        insertRows(act, housingOffers, [{ ...columns, id, partnerId } as typeof housingOffers.$inferInsert]),
        Promise.resolve(address && insertAddress(act, partnerId, id, address)),
      ]);
    await writeOffer(act, { ...asOffer, partnerId, id, write }, given);
    return id;
  },
});

async function readOffer(act: Act, id: string) {
  const offer = found(
    await act.db.query.housingOffers.findFirst({
      columns: { id: true, partnerId: true, version: true, status: true },
      where: { id },
    }),
    'id',
  );
  await requireMayActFor(act, 'LANDLORD', offer.partnerId, 'id');
  return offer;
}

function requireUnfrozen(status: HousingOfferStatus, given: Home): void {
  if (status === 'CLOSED' || status === 'WITHDRAWN') throw errors.transitionNotAllowed(status);
  const frozen = frozenWhileReserved.find((name) => given[name] !== undefined);
  if ((status === 'RESERVED' || status === 'LET') && frozen) throw errors.offerReserved(frozen);
}

mutation('updateHousingOffer', {
  about:
    'Changes what is given; absent fields stay. While RESERVED or LET, what a family was told is frozen.',
  fields: { ...partial(home), ...oneOffer },
  payload: HousingOfferPayload,
  run: async ({ id, expectedVersion, ...given }, act) => {
    const offer = await readOffer(act, id);
    act.requireVersion(offer, expectedVersion);
    requireUnfrozen(offer.status, given);
    requirePlausible(given);
    const { partnerId, status } = offer;
    const write = (columns: object) =>
      act.db
        .update(housingOffers)
        .set({ ...columns, status })
        .where(and(eq(housingOffers.id, id), eq(housingOffers.version, expectedVersion)))
        .returning({ id: housingOffers.id });
    const changed = await writeOffer(act, { ...asOffer, partnerId, id, write }, given);
    act.requireChanged(changed, offer.version);
    await writeAddress(act, offer.partnerId, id, given.address);
    return id;
  },
});

const confirmedNow = () => {
  const confirmedAt = new Date();
  return { confirmedAt, validUntil: new Date(confirmedAt.getTime() + offerValidityDays * 86_400_000) };
};

mutation('publishHousingOffer', {
  about: `Puts a DRAFT, PAUSED or EXPIRED offer on offer for ${offerValidityDays} days.`,
  fields: oneOffer,
  payload: HousingOfferPayload,
  run: async ({ id, expectedVersion }, act) =>
    transition(
      act,
      housingOfferMachine,
      housingOffers,
      await readOffer(act, id),
      expectedVersion,
      'PUBLISHED',
      confirmedNow(),
    ),
});

mutation('pauseHousingOffer', {
  about: 'Takes a PUBLISHED offer off the market until you publish it again.',
  fields: oneOffer,
  payload: HousingOfferPayload,
  run: async ({ id, expectedVersion }, act) =>
    transition(act, housingOfferMachine, housingOffers, await readOffer(act, id), expectedVersion, 'PAUSED'),
});

mutation('withdrawHousingOffer', {
  about: 'Withdraws the offer for good; its live proposals are withdrawn with it.',
  fields: oneOffer,
  payload: HousingOfferPayload,
  run: async ({ id, expectedVersion }, act) => {
    const offer = await readOffer(act, id);
    await act.lock({ offer: id });
    return transition(act, housingOfferMachine, housingOffers, offer, expectedVersion, 'WITHDRAWN');
  },
});

mutation('confirmHousingOffers', {
  about: `Says of 1 to 100 offers, PUBLISHED or EXPIRED, that they stand: valid for ${offerValidityDays} more days. All or none.`,
  fields: { ids: input.ids('HousingOffer', 'The offers.', 100), ...idempotent, ...onBehalf },
  payload: HousingOffersPayload,
  run: async ({ ids }, act) => {
    const offers = await act.db
      .select({ id: housingOffers.id, partnerId: housingOffers.partnerId, status: housingOffers.status })
      .from(housingOffers)
      .where(inArray(housingOffers.id, ids));
    for (const [index, id] of ids.entries()) {
      const offer = found(
        offers.find((row) => row.id === id),
        'ids',
        String(index),
      );
      await requireMayActFor(act, 'LANDLORD', offer.partnerId, 'ids', String(index));
      if (offer.status !== 'PUBLISHED' && offer.status !== 'EXPIRED') {
        throw new ActError(
          'STATE_TRANSITION_NOT_ALLOWED',
          ['input', 'ids', String(index)],
          `Not possible from ${offer.status}.`,
        );
      }
    }
    await act.db
      .update(housingOffers)
      .set({ ...confirmedNow(), status: 'PUBLISHED' })
      .where(and(inArray(housingOffers.id, ids), inArray(housingOffers.status, ['PUBLISHED', 'EXPIRED'])));
    return ids[0] ?? '';
  },
});
