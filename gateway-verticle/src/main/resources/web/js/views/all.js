// The views, in the order of the navigation.
import { audit } from "./audit.js";
import { backtests } from "./backtests.js";
import { cluster } from "./cluster.js";
import { market } from "./market.js";
import { orders } from "./orders.js";
import { overview } from "./overview.js";
import { positions } from "./positions.js";
import { strategies } from "./strategies.js";

export const views = [overview, market, orders, positions, strategies, backtests, cluster, audit];
