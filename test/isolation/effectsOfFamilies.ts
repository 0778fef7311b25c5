// Written by hand: what follows from what a coordinator writes of a family.
import type { Cast } from './cast.ts';
import type { Scene, Step } from './play.ts';

const made = '00000000-0000-4000-8000-0000000000f1';
const born = '00000000-0000-4000-8000-0000000000f2';
const one = '1';

export function effectsOfFamilies(cast: Cast): Scene[] {
  const { coordinator, family, unplacedFamily } = cast;
  const composition = (of: string, gives: string): Step => [
    null,
    `select concat_ws(' ', size, adults, children_0_to_5, children_6_to_17) from public.families where id = '${of}'`,
    gives,
  ];
  const below = ['persons', 'person_identities', 'family_preferences', 'consents', 'rights_steps'];
  const where = (table: string) =>
    `select string_agg(distinct region_code || ' ' || (followed_by = '${coordinator.id}')::text, ',') from public.${table} where family_id = '${family.id}'`;
  return [
    {
      title: 'a family gets its reference, its size and its ages by themselves',
      steps: [
        [
          coordinator,
          `insert into public.families (id, followed_by, origin, region_code, languages) values ('${made}', '${coordinator.id}', 'RESETTLED', '84', '{apc}')`,
          one,
        ],
        [
          null,
          `select (reference ~ ('^UTE-' || extract(year from access.today()) || '-'))::text from public.families where id = '${made}'`,
          'true',
        ],
        [
          null,
          `select string_agg(coalesce(from_state, 'new') || '>' || to_state || ' ' || audience || ' ' || (key_id = '${coordinator.keyId}')::text || ' ' || coalesce(mutation, ''), ',') from public.journal_entries where row_id = '${made}'`,
          'new>IDENTIFIED COORDINATOR true test',
        ],
        [
          coordinator,
          `insert into public.persons (id, family_id, followed_by, role, sex, age_band) values ('${born}', '${made}', '${coordinator.id}', 'HEAD', 'FEMALE', 'AGE_0_TO_5')`,
          one,
        ],
        [
          coordinator,
          `insert into public.person_identities (person_id, family_id, followed_by, given_name, family_name, birth_date) values ('${born}', '${made}', '${coordinator.id}', 'x', 'y', access.today() - 10000)`,
          one,
        ],
        [null, `select age_band from public.persons where id = '${born}'`, 'AGE_25_TO_39'],
        composition(made, '1 1 0 0'),
        [
          coordinator,
          `update public.person_identities set birth_date = access.today() - 3000 where person_id = '${born}'`,
          one,
        ],
        composition(made, '1 0 0 1'),
        [
          coordinator,
          `update public.persons set departed_on = access.today(), departure_reason = 'LEFT_HOME' where id = '${born}'`,
          one,
        ],
        composition(made, '0 0 0 0'),
        [
          null,
          `select concat_ws(' ', f.version > 1, p.version > 1, i.version > 1) from public.families f join public.persons p on p.family_id = f.id join public.person_identities i on i.person_id = p.id where f.id = '${made}'`,
          't t t',
        ],
        [coordinator, `update public.families set journey = 'ARRIVED' where id = '${made}'`, 'UT001'],
        [coordinator, `update public.families set journey = 'ALLOCATED' where id = '${made}'`, one],
        [
          null,
          `select count(*)::text from public.events where row_id = '${made}' and partner_id is null and region_code = '84'`,
          '2',
        ],
      ],
    },
    {
      title: 'every row below a family goes where the family goes, and to whoever follows it',
      steps: [
        [
          coordinator,
          `insert into public.family_preferences (id, family_id, followed_by, kind, value) values (gen_random_uuid(), '${family.id}', '${coordinator.id}', 'DEPARTEMENT', '15')`,
          one,
        ],
        [
          null,
          `insert into public.rights_steps (id, family_id, definition, status, followed_by) select gen_random_uuid(), '${family.id}', definition, 'NOT_STARTED', '${cast.otherCoordinator.id}' from public.rights_steps limit 1`,
          'UT001',
        ],
        [null, `alter table public.rights_steps disable trigger guard_transition`, '0'],
        [
          null,
          `insert into public.rights_steps (id, family_id, definition, status, followed_by) select gen_random_uuid(), '${family.id}', definition, 'NOT_STARTED', '${cast.otherCoordinator.id}' from public.rights_steps limit 1`,
          one,
        ],
        ...below.map((table): Step => [null, where(table), '84 true']),
        [
          null,
          `update public.families set region_code = '75', followed_by = '${cast.otherCoordinator.id}' where id = '${family.id}'`,
          one,
        ],
        ...below.map((table): Step => [null, where(table), '75 false']),
        [coordinator, `select count(*)::text from public.persons where family_id = '${family.id}'`, '0'],
      ],
    },
    {
      title: 'a family in no region is its registering coordinator’s alone',
      steps: [
        [coordinator, `select count(*)::text from public.families where id = '${unplacedFamily.id}'`, one],
        [
          coordinator,
          `select count(*)::text from public.families where id = '${cast.foreignUnplacedFamily.id}'`,
          '0',
        ],
      ],
    },
  ];
}
