import { zooTests } from './support/zooTests.ts';

zooTests('paired_functions');
