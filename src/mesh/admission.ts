import type {Admission} from './model/mesh';
import {checkDetails} from './model/webhook-details';
import {POLICY_SCHEMAS} from './security/schema';
import {checkPolicies} from './security/webhook';

/** Everything that API server and webhook would say beside what the traffic of a caller needs. */
export const ADMISSION: Admission = {
  schemas: POLICY_SCHEMAS,
  webhook: document => [...checkDetails(document), ...checkPolicies(document)],
};
