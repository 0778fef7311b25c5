import postgres from 'postgres';
import { arrayTypes } from './arrayTypes.ts';

export type Sql = postgres.Sql;

const silent = () => undefined;

// Prepared statements are never evicted from a live connection: each one is replaced after half an hour.
const apiLifetimeSeconds = 30 * 60;

/** The pool that requests use, as the login role that can read nothing until it takes an audience's role. */
export function connectApi(url: string, { size }: { size: number }): Sql {
  return postgres(url, {
    max: size,
    prepare: true,
    fetch_types: false,
    types: arrayTypes,
    max_lifetime: apiLifetimeSeconds,
    connect_timeout: 10,
    onnotice: silent,
    connection: { application_name: 'reinstalles api', TimeZone: 'UTC' },
  });
}

/** One connection as the login of jobs, which reads nothing until it takes a role. */
export function connectJobs(url: string): Sql {
  return postgres(url, {
    max: 1,
    fetch_types: false,
    types: arrayTypes,
    connect_timeout: 10,
    onnotice: silent,
    connection: { application_name: 'reinstalles jobs', TimeZone: 'UTC' },
  });
}

/** One connection as the administrator. Close it as soon as its work is done: it is above every row policy. */
export function connectAdmin(url: string): Sql {
  return postgres(url, {
    max: 1,
    fetch_types: false,
    types: arrayTypes,
    max_lifetime: null,
    connect_timeout: 10,
    onnotice: silent,
    connection: { application_name: 'reinstalles administration', TimeZone: 'UTC' },
  });
}
