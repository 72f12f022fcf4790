package dev.lakehouse.generate;

import java.util.List;

/**
 * What certainly happens in the first three days, whatever the seed and the dirt: a customer orders on day 1, on day 2 comes
 * back and has the first order corrected, and comes back on day 3. These orders are never dirty; the customer may have others.
 *
 * @param customer the customer's id
 * @param orders the ids of the customer's orders of days 1, 2 and 3
 * @param correctedOrder the id of the order of day 1, which lands again on day 2
 * @param quantityBefore how many pieces it was for on day 1
 * @param quantityAfter how many pieces it is for from day 2 on
 */
public record DemoStory(long customer, List<Long> orders, long correctedOrder, int quantityBefore, int quantityAfter) {
    public DemoStory {
        orders = List.copyOf(orders);
    }
}
