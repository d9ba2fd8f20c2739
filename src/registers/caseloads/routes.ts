import { datasetRoutes } from '../datasets/routes.ts';
import { caseloadDataset } from './caseloadDataset.ts';

export const routes = datasetRoutes(caseloadDataset, 'administration');
