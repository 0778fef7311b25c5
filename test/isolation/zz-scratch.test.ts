import { test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { serve } from '../served.ts';
test('x', async () => {
  const s = await serve({ demo: true });
  const cols = await s.admin.unsafe(`select c.relname t, a.attname c, format_type(a.atttypid,a.atttypmod) ty, a.attnotnull nn, a.attgenerated g from pg_attribute a join pg_class c on c.oid=a.attrelid join pg_namespace n on n.oid=c.relnamespace where n.nspname='public' and c.relkind='r' and a.attnum>0 and not a.attisdropped and format_type(a.atttypid,a.atttypmod) ~ 'text|char|json' order by 1, a.attnum`);
  const cons = await s.admin.unsafe(`select conrelid::regclass::text t, conname, pg_get_constraintdef(oid) d from pg_constraint where connamespace='public'::regnamespace and contype in ('c','u','p','f','x') order by 1,2`);
  const idx = await s.admin.unsafe(`select indexdef d from pg_indexes where schemaname='public' and indexdef ~* 'unique'`);
  const trg = await s.admin.unsafe(`select tgrelid::regclass::text t, tgname, pg_get_triggerdef(oid) d from pg_trigger where not tgisinternal order by 1`);
  const counts: string[] = [];
  for (const {t} of await s.admin.unsafe(`select relname t from pg_class where relnamespace='public'::regnamespace and relkind='r' order by 1`)) counts.push(t+' '+(await s.admin.unsafe(`select count(*)::int n from ${t}`))[0]?.n);
  const partners = await s.admin.unsafe(`select p.audience, p.id, p.name, p.status, (select string_agg(region_code, ',') from partner_regions r where r.partner_id=p.id) regions, (select count(*)::int from api_keys k where k.partner_id=p.id) keys from partners p order by 1,3`);
  writeFileSync('/tmp/scratch/schema.txt', [cols.map(r=>`${r.t}.${r.c} ${r.ty} ${r.nn?'nn':''} ${r.g}`).join('\n'), cons.map(r=>`${r.t} ${r.conname} ${r.d}`).join('\n'), idx.map(r=>r.d).join('\n'), trg.map(r=>r.d).join('\n'), counts.join('\n'), JSON.stringify(partners,null,0).replaceAll('},','},\n')].join('\n\n'));
  await s.close();
}, 120000);
