import { datasetRoutes } from '../../registers/datasets/routes.ts';
import { reportedFigureDataset } from './reportedFigureDataset.ts';

export const routes = datasetRoutes(reportedFigureDataset, 'results');
