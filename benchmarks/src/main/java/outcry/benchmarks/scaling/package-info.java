/**
 * The plan of docs/scaling.md, calculated: a large cluster with the real assignment and measured
 * costs.
 */
package outcry.benchmarks.scaling;
