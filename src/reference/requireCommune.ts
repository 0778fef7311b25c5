import type { Act } from '../acts/act.ts';
import { errors } from '../errors.ts';

/** The commune must be one of the programme's six regions. */
export async function requireCommune(act: Act, code: string): Promise<void> {
  const [commune] = await act.context.operation.sql('select from communes where code = $1', [code]);
  if (!commune) throw errors.notFound('communeCode');
}
