import { zooTests } from './support/zooTests.ts';

zooTests('javascript');
