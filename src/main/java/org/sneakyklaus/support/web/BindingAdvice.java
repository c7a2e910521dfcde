package org.sneakyklaus.support.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** A form takes the fields that it shows: parameters with a special first letter mean nothing here. */
@ControllerAdvice
class BindingAdvice {

    @InitBinder
    void plainFields(WebDataBinder binder) {
        binder.setFieldMarkerPrefix(null);
        binder.setFieldDefaultPrefix(null);
        binder.setAutoGrowNestedPaths(false);
    }
}
