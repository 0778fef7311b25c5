import type { Accessibility } from '../families/families.rules.ts';
import { accessibilities, levelsFrom } from '../families/families.rules.ts';
import type { Row } from './demoRows.ts';
import { at, type Random } from './random.ts';

type Typology = Row<'housingOffers'>['typology'];
type Features = Pick<
  Row<'housingOffers'>,
  | 'typology'
  | 'kind'
  | 'surfaceM2'
  | 'floor'
  | 'lift'
  | 'accessibility'
  | 'energyClass'
  | 'furnished'
  | 'rentCents'
  | 'chargesCents'
  | 'depositCents'
  | 'leaseForm'
  | 'minOccupants'
  | 'maxOccupants'
  | 'description'
>;

type Bounds = readonly [lowest: number, highest: number];

/** Square metres, euros a month of a social and of a private home in a small town, occupants. */
const ranges: Record<Typology, { surface: Bounds; social: Bounds; private: Bounds; occupants: Bounds }> = {
  T1: { surface: [28, 34], social: [160, 190], private: [310, 350], occupants: [1, 1] },
  T2: { surface: [42, 50], social: [235, 280], private: [380, 430], occupants: [1, 2] },
  T3: { surface: [60, 70], social: [330, 390], private: [460, 530], occupants: [2, 4] },
  T4: { surface: [76, 88], social: [420, 490], private: [560, 650], occupants: [3, 6] },
  T5: { surface: [92, 108], social: [500, 600], private: [660, 780], occupants: [5, 8] },
  T6_PLUS: { surface: [110, 130], social: [600, 720], private: [780, 950], occupants: [6, 10] },
};

const energyCounts = { A: 1, B: 4, C: 22, D: 45, E: 33, F: 11, G: 4 } as const;
const typologyCounts: Record<Typology, number> = { T1: 0, T2: 6, T3: 30, T4: 54, T5: 24, T6_PLUS: 6 };

/** Typologies that a family of that size can live in, the most fitting first. */
const fitting: Record<number, readonly Typology[]> = {
  2: ['T2', 'T3'],
  3: ['T3', 'T4'],
  4: ['T3', 'T4'],
  5: ['T4', 'T5'],
  6: ['T4', 'T5', 'T6_PLUS'],
  7: ['T5', 'T6_PLUS'],
  8: ['T5', 'T6_PLUS'],
  9: ['T6_PLUS'],
};

interface Wanted {
  /** Of the family that will live there, when it is known. */
  size?: number;
  need?: Accessibility;
  social: boolean;
  /** Nantes and Orléans, where private homes are dearer. */
  dear: boolean;
}

/** 120 homes: so many of each size and energy class, dealt out until none is left. */
export class HomeFeatures {
  readonly #random: Random;
  readonly #typologies = { ...typologyCounts };
  readonly #energy: (keyof typeof energyCounts)[];

  constructor(random: Random) {
    this.#random = random;
    const classes = Object.entries(energyCounts) as [keyof typeof energyCounts, number][];
    this.#energy = random.shuffled(
      classes.flatMap(([energy, count]) => Array.from({ length: count }, () => energy)),
    );
  }

  draw({ size, need = 'NONE', social, dear }: Wanted): Features {
    const random = this.#random;
    const typology = this.#takeTypology(size);
    const range = ranges[typology];
    const within = ([lowest, highest]: Bounds) => random.integer(lowest, highest);
    const house = !dear && random.chance(typology === 'T5' || typology === 'T6_PLUS' ? 0.4 : 0.1);
    const accessible = need !== 'NONE' || random.chance(0.06);
    const floor = house || accessible || random.chance(0.25) ? 0 : random.integer(1, 4);
    const rent = social
      ? within(range.social)
      : within(range.private) * (dear ? random.integer(135, 160) / 100 : 1);
    return {
      typology,
      kind: house ? 'HOUSE' : 'APARTMENT',
      surfaceM2: within(range.surface),
      floor,
      lift: floor > 2 ? random.chance(0.6) : random.chance(0.1),
      accessibility: accessible ? this.#accessibility(need) : 'NONE',
      energyClass: this.#energy.pop() ?? 'UNKNOWN',
      furnished: random.chance(0.15),
      rentCents: Math.round(rent) * 100,
      chargesCents: random.integer(40, 110) * 100,
      depositCents: Math.round(rent) * 100,
      leaseForm: this.#leaseForm(social),
      minOccupants: range.occupants[0],
      maxOccupants: range.occupants[1],
      description: describe(typology, house, random),
    };
  }

  #takeTypology(size: number | undefined): Typology {
    const left = (typology: Typology) => this.#typologies[typology];
    const all = Object.keys(this.#typologies) as Typology[];
    const wanted = size === undefined ? all : (fitting[size] ?? []);
    // The most fitting most often, so that some are left of each for the families still to come.
    const choices = wanted.map(
      (typology, rank) =>
        [typology, size === undefined ? left(typology) : left(typology) / (1 + 2 * rank)] as const,
    );
    const possible = choices.filter(([, weight]) => weight > 0);
    if (possible.length === 0) throw new Error(`no home is left for a family of ${size}`);
    const typology = this.#random.weighted(possible);
    this.#typologies[typology]--;
    return typology;
  }

  #accessibility(need: Accessibility): Accessibility {
    const enough = levelsFrom(accessibilities, need === 'NONE' ? 'VISITABLE' : need);
    return at(enough, 0);
  }

  #leaseForm(social: boolean): Features['leaseForm'] {
    return social
      ? this.#random.weighted([
          ['DIRECT', 55],
          ['SLIDING', 30],
          ['SUBLEASE', 15],
        ] as const)
      : this.#random.weighted([
          ['DIRECT', 50],
          ['MANDATE', 30],
          ['SLIDING', 20],
        ] as const);
  }
}

const assets = [
  'Chauffage collectif au gaz.',
  'Double vitrage, cuisine équipée.',
  'Cave et place de stationnement.',
  'Balcon exposé au sud.',
  'École primaire à cinq minutes à pied.',
  'Arrêt de bus devant l’immeuble.',
  'Commerces et maison de santé à proximité.',
  'Parties communes refaites cette année.',
] as const;

function describe(typology: Typology, house: boolean, random: Random): string {
  const rooms = typology === 'T6_PLUS' ? 'T6' : typology;
  const start = house
    ? `Maison de type ${rooms} avec jardin.`
    : `Appartement de type ${rooms}, lumineux et calme.`;
  return [start, ...random.shuffled(assets).slice(0, random.integer(1, 3))].join(' ');
}
