import { zooTests } from './support/zooTests.ts';

zooTests('network_functions');
