import { bulkBody } from '../../access/web/bulkRoutes.ts';
import { datasetRoutes } from '../datasets/routes.ts';
import { caseloadDataset } from './caseloadDataset.ts';

export const routes = datasetRoutes(caseloadDataset, 'administration');
export const before = { '/staff/caseloads/many': bulkBody };
