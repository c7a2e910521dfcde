package org.sneakyklaus.support;

import java.util.List;

/** What operators do once after the first start. */
public interface FirstSteps {

    /**
     * A step.
     *
     * @param name the last part of its message key
     * @param path the page where it is done
     */
    record Step(String name, String path, boolean done) {}

    /** Returns all steps in order; none once all are done. */
    List<Step> list();
}
