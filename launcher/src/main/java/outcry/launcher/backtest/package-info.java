/** Backtests: child processes of this program, each replaying one recording. */
package outcry.launcher.backtest;
