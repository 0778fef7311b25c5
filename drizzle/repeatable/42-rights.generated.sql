-- GENERATED from src/pathway/pathway.rules.ts by `npm run generate`.
create or replace function access.rights_catalogue() returns table (definition text, subject text, resettled_only boolean)
language sql immutable parallel safe set search_path = '' as
$$ values
  ('PROTECTION_DECISION', 'ADULT', true),
  ('ADDRESS_PROOF', 'FAMILY', false),
  ('RECEIPT_PERMIT', 'ADULT', true),
  ('CIVIL_STATUS_OFPRA', 'PERSON', true),
  ('RESIDENT_CARD_10Y', 'ADULT', true),
  ('TRAVEL_DOCUMENT', 'PERSON', true),
  ('OFII_CIR_SIGNED', 'ADULT', true),
  ('OFII_FRENCH_COURSE', 'ADULT', true),
  ('OFII_CIVIC_COURSE', 'ADULT', true),
  ('CPAM_PUMA', 'PERSON', false),
  ('CSS', 'PERSON', false),
  ('SSN_FINAL', 'PERSON', false),
  ('VITALE_CARD', 'PERSON', false),
  ('DECLARED_DOCTOR', 'PERSON', false),
  ('BANK_ACCOUNT', 'ADULT', false),
  ('CAF_FILE', 'FAMILY', false),
  ('RSA', 'FAMILY', false),
  ('HOUSING_BENEFIT', 'FAMILY', false),
  ('FAMILY_BENEFITS', 'FAMILY', false),
  ('FRANCE_TRAVAIL', 'ADULT', false),
  ('SCHOOL', 'CHILD_3_TO_16', false),
  ('CHILDCARE', 'CHILD_0_TO_3', false),
  ('LICENCE_EXCHANGE', 'ADULT', true),
  ('DIPLOMA_RECOGNITION', 'ADULT', false),
  ('HOME_INSURANCE', 'FAMILY', false),
  ('ENERGY_CONTRACT', 'FAMILY', false),
  ('SOCIAL_HOUSING_REQUEST', 'FAMILY', false),
  ('TAX_DECLARATION', 'FAMILY', false),
  ('FAMILY_REUNIFICATION', 'PERSON', true) $$;
grant execute on function access.rights_catalogue() to programme;
