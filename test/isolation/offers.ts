// Written by hand: an offer as a partner writes it, whole.

export const offer = (partner: string, id = 'gen_random_uuid()', status = 'DRAFT') =>
  `insert into public.housing_offers (id, partner_id, status, commune_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class, furnished,
    rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from, confirmed_at, valid_until)
  values (${id}, '${partner}', '${status}', '15014', 'T4', 'APARTMENT', 80, 1, false, 'NONE', 'D', false, 45000, 6000, 45000, 'DIRECT', 1, 8,
    current_date, now(), now() + interval '30 days')`;

export const position = (
  partner: string,
  id = 'gen_random_uuid()',
  status = 'DRAFT',
  contract = 'CDI',
  positions = 1,
) =>
  `insert into public.job_offers (id, partner_id, status, title, rome, contract, hours_per_week, gross_hourly_cents, positions, commune_code, min_french,
    licence_required, transport_provided, starts_on, confirmed_at, valid_until)
  values (${id}, '${partner}', '${status}', 'Cuisinier', 'G1602', '${contract}', 35, ${contract === 'PMSMP' ? 'null' : '1400'}, ${positions}, '15014', 'A1', false, false,
    current_date, now(), now() + interval '30 days')`;
