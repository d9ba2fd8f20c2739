import { formBody } from '../../platform/web/formBody.ts';
import { signInBytesMax } from '../web/heldForm.ts';
import { linkRoutes } from './linkRoutes.ts';
import { ownAccountRoutes } from './ownRoutes.ts';
import { passkeyRoutes } from './passkeyRoutes.ts';
import { accountRoutes } from './routes.ts';
import { signInRoutes } from './signInRoutes.ts';

export const routes = {
  ...accountRoutes,
  ...ownAccountRoutes,
  ...passkeyRoutes,
  ...linkRoutes,
  ...signInRoutes,
};

export const before = { '/staff/sign-in': formBody({ bytesMax: signInBytesMax, fieldsMax: 10 }) }; // with a held form
