export {ReferenceList as ExampleList} from '../reference-list';
