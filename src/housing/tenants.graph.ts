import { builder } from '../builder.ts';
import { through } from '../lists/rowFields.ts';

/** Read from the open disclosure of one act, and through nothing else: an ended act names nobody. */
export const Tenant = builder.drizzleObject('disclosures', {
  variant: 'Tenant',
  description: 'An adult who would sign, or signed, the lease.',
  select: {
    columns: {},
    with: { identity: { columns: { givenName: true, familyName: true, phone: true } } },
  },
  fields: (t) => ({
    givenName: t.string({
      nullable: true,
      extensions: through('identity', 'givenName'),
      description: 'Given name.',
      resolve: (row) => row.identity?.givenName ?? null,
    }),
    familyName: t.string({
      nullable: true,
      extensions: through('identity', 'familyName'),
      description: 'Family name.',
      resolve: (row) => row.identity?.familyName ?? null,
    }),
    phone: t.string({
      nullable: true,
      extensions: through('identity', 'phone'),
      description: 'Telephone, E.164.',
      resolve: (row) => row.identity?.phone ?? null,
    }),
  }),
});
