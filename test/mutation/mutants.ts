import type { Audience } from '../../src/access/audiences.ts';
import type { Place } from '../isolation/witnesses.ts';

/** One change of the database that takes something from its guards. */
export interface Mutant {
  /** What is mutated, and how: a line of the report. */
  kind: string;
  title: string;
  /** SQL, run as the administrator. */
  change: string;
  place: Place;
}

export const audienceOf = (role: string): Audience | undefined => {
  const name = role.replace(/^api_/, '').toUpperCase();
  return ['LANDLORD', 'EMPLOYER', 'HEALTH', 'INTERNAL', 'COORDINATOR'].includes(name)
    ? (name as Audience)
    : undefined;
};

export const placeOf = (role: string, table: string): Place => {
  const audience = audienceOf(role);
  return audience ? { audience, table } : { table };
};

/** Another audience than this one, always the same. */
export const anotherThan = (audience: string): string => (audience === 'EMPLOYER' ? 'LANDLORD' : 'EMPLOYER');

export const anotherRole = (role: string): string =>
  role === 'api_employer' ? 'api_landlord' : 'api_employer';
