import { bulkBody } from '../../access/web/bulkRoutes.ts';
import { datasetRoutes } from '../../registers/datasets/routes.ts';
import { reportedFigureDataset } from './reportedFigureDataset.ts';

export const routes = datasetRoutes(reportedFigureDataset, 'results');
export const before = { '/staff/reported-figures/many': bulkBody };
