import type { Accessibility } from '../families/families.rules.ts';
import type { HousingOfferStatus } from '../housing/housing.values.ts';
import type { Commune } from '../reference/communes.ts';
import type { RegionCode } from '../reference/regions.ts';
import { plusDaysOf } from './calendar.ts';
import type { Row } from './demoRows.ts';
import { coordinatorOf, type Draft, partnersOf } from './draft.ts';
import { type Author, byPartner, type Move, record, system } from './history.ts';
import { HomeFeatures } from './homeFeatures.ts';
import type { PartnerPlan } from './partners.ts';
import { addressIn, placeOfHome } from './places.ts';
import type { Random } from './random.ts';

export interface HomePlan {
  id: string;
  partner: PartnerPlan;
  region: RegionCode;
  place: Commune;
  row: Row<'housingOffers'>;
  moves: Move<HousingOfferStatus>[];
}

interface HomeSpec {
  region: RegionCode;
  partner?: PartnerPlan;
  /** Of the family that it is meant for. */
  size?: number;
  need?: Accessibility;
  created: number;
  /** Left out: still a draft. */
  published?: number;
}

/** The landlords' homes. Their states follow from what happens to them: `move`, then `finish` once. */
export class Homes {
  readonly all: HomePlan[] = [];
  readonly #draft: Draft;
  readonly #random: Random;
  readonly #features: HomeFeatures;

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#random = draft.random('homes');
    this.#features = new HomeFeatures(draft.random('home features'));
  }

  create(spec: HomeSpec): HomePlan {
    const { calendar, places, rows } = this.#draft;
    const random = this.#random;
    const partner = spec.partner ?? this.#landlordIn(spec.region);
    const place = placeOfHome(places, spec.region, random);
    const id = random.uuid();
    const row: Row<'housingOffers'> = {
      id,
      partnerId: partner.id,
      externalReference: random.chance(0.85) ? `LOG-${String(this.all.length + 1).padStart(4, '0')}` : null,
      siteId: partner.siteIds.length > 0 && random.chance(0.5) ? random.pick(partner.siteIds) : null,
      communeCode: place.code,
      epciCode: place.epciCode,
      departementCode: place.departementCode,
      regionCode: place.regionCode,
      ...this.#features.draw({
        size: spec.size,
        need: spec.need,
        social: partner.kind === 'SOCIAL_LANDLORD',
        dear: place.population > 100_000,
      }),
      availableFrom: calendar.day((spec.published ?? spec.created) + random.integer(5, 40)),
    };
    rows.housingOffers.push(row);
    rows.housingOfferAddresses.push({
      offerId: id,
      partnerId: partner.id,
      regionCode: place.regionCode,
      address: addressIn(place, random),
    });
    const home: HomePlan = { id, partner, region: spec.region, place, row, moves: [] };
    this.all.push(home);
    this.move(home, 'DRAFT', spec.created, 'createHousingOffer');
    if (spec.published !== undefined) this.publish(home, spec.published);
    return home;
  }

  publish(home: HomePlan, time: number): void {
    this.move(home, 'PUBLISHED', time, 'publishHousingOffer');
  }

  move(
    home: HomePlan,
    to: HousingOfferStatus,
    time: number,
    mutation: string | null,
    by = this.authorOf(home),
  ): void {
    home.moves.push({ to, time, mutation, by: mutation === null ? system : by });
  }

  authorOf(home: HomePlan): Author {
    return byPartner(home.partner, coordinatorOf(this.#draft, home.region), this.#random);
  }

  statusOf(home: HomePlan): HousingOfferStatus {
    const [last] = home.moves.slice(-1);
    return last?.to ?? 'DRAFT';
  }

  finish(): void {
    for (const home of this.all) {
      home.moves.sort((a, b) => a.time - b.time);
      const status = this.statusOf(home);
      Object.assign(home.row, { status, ...record(this.#draft, 'housingOffer', home.id, home.moves) });
      Object.assign(home.row, this.#validity(home, status));
    }
  }

  // Most publications hold for longer than thirty days: a demo a month old must still have homes on offer.
  #validity(home: HomePlan, status: HousingOfferStatus): Pick<HomePlan['row'], 'confirmedAt' | 'validUntil'> {
    const { calendar } = this.#draft;
    const published = home.moves.findLast((move) => move.to === 'PUBLISHED');
    if (!published) return { confirmedAt: null, validUntil: null };
    const onOffer = status === 'PUBLISHED' || status === 'RESERVED';
    if (!onOffer) {
      const confirmedAt = calendar.instant(published.time);
      return { confirmedAt, validUntil: plusDaysOf(confirmedAt, 30) };
    }
    const confirmed = Math.max(published.time, -this.#random.integer(2, 9));
    const soon = status === 'PUBLISHED' && this.#random.chance(0.12);
    return {
      confirmedAt: calendar.instant(confirmed),
      validUntil: calendar.instant(soon ? this.#random.integer(6, 18) : this.#random.integer(42, 75)),
    };
  }

  // A region's social landlords have most of its homes.
  #landlordIn(region: RegionCode): PartnerPlan {
    const landlords = partnersOf(this.#draft, 'LANDLORD', region);
    return this.#random.weighted(
      landlords.map((landlord) => [landlord, landlord.kind === 'SOCIAL_LANDLORD' ? 3 : 2] as const),
    );
  }
}
