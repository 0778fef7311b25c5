/** The kinds of partner that can hold a key; one key belongs to exactly one of them. */
export const audiences = ['LANDLORD', 'EMPLOYER', 'HEALTH', 'INTERNAL', 'COORDINATOR'] as const;

export type Audience = (typeof audiences)[number];

/** The PostgreSQL role that an operation of this audience becomes. */
export function databaseRole(audience: Audience): string {
  return `api_${audience.toLowerCase()}`;
}
