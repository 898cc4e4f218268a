import { zooTests } from './support/zooTests.ts';

zooTests('layer_objects');
