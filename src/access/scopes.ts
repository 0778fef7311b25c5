import type { Audience } from './audiences.ts';

/** What a key of each audience may be allowed to do. A key holds some of its audience's scopes, never another's. */
export const scopes = {
  LANDLORD: ['housing:read', 'housing:write'],
  EMPLOYER: ['jobs:read', 'jobs:write'],
  HEALTH: ['care:read', 'care:write'],
  INTERNAL: ['aggregates:read'],
  COORDINATOR: [
    'families:read',
    'families:write',
    'housing:read',
    'housing:write',
    'jobs:read',
    'jobs:write',
    'care:write',
    'partners:read',
    'aggregates:read',
  ],
} as const satisfies Record<Audience, readonly string[]>;

export type Scope = (typeof scopes)[Audience][number];

export function isScopeOf(audience: Audience, scope: string): scope is Scope {
  const allowed: readonly string[] = scopes[audience];
  return allowed.includes(scope);
}
