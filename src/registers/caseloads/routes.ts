import { menuLine } from '../../access/web/menu.ts';
import { datasetRoutes } from '../datasets/routes.ts';
import { caseloadDataset } from './caseloadDataset.ts';

export const routes = datasetRoutes(caseloadDataset, menuLine('administration', 'Số hồ sơ', 'Caseloads'));
