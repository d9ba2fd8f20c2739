import { formBody } from '../../platform/web/formBody.ts';
import { keyingRoutes } from './keyingRoutes.ts';
import { paperRoutes } from './routes.ts';
import { sheetRoutes } from './sheetRoutes.ts';

export const routes = { ...paperRoutes, ...keyingRoutes, ...sheetRoutes };

export const before = { '/staff/paper': formBody({ bytesMax: 65_536, fieldsMax: 300 }) }; // whole surveys
