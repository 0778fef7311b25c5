/** How much a database holds. S is the demo. */
export interface Volume {
  families: number;
  /** Homes; as many positions. */
  offers: number;
  /** Landlords, employers and health partners, about. */
  partners: number;
  /** Homes of the one landlord whose pages are walked. */
  large: number;
}

export const scales = ['s', 'm', 'l'] as const;
export type Scale = (typeof scales)[number];

export const volumes: Record<Exclude<Scale, 's'>, Volume> = {
  m: { families: 100_000, offers: 200_000, partners: 5_000, large: 20_000 },
  l: { families: 1_000_000, offers: 2_000_000, partners: 50_000, large: 20_000 },
};

export const databaseOf = (scale: Scale): string => `bench_${scale}`;
