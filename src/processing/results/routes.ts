import { menuLine } from '../../access/web/menu.ts';
import { datasetRoutes } from '../../registers/datasets/routes.ts';
import { reportedFigureDataset } from './reportedFigureDataset.ts';

export const routes = datasetRoutes(
  reportedFigureDataset,
  menuLine('results', 'Số đã báo cáo', 'Reported figures'),
);
