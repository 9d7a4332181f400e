/// Requests to try Clapper with: what twenty products might ask HeyGen for.
///
/// The files stand in `requests/`, where people read them, and are embedded into the binary, where `clapper demo` does.
package enum Examples {
    /// Every file of `requests/`, by name.
    package static let requests: [Example] = [
        Example(name: "appointment_reminder", request: PackageResources.appointment_reminder_json),
        Example(name: "birthday_greeting", request: PackageResources.birthday_greeting_json),
        Example(name: "course_lesson", request: PackageResources.course_lesson_json),
        Example(name: "exam_result", request: PackageResources.exam_result_json),
        Example(name: "hotel_welcome", request: PackageResources.hotel_welcome_json),
        Example(name: "language_lesson", request: PackageResources.language_lesson_json),
        Example(name: "museum_guide", request: PackageResources.museum_guide_json),
        Example(name: "order_confirmation", request: PackageResources.order_confirmation_json),
        Example(name: "overlay_presenter", request: PackageResources.overlay_presenter_json),
        Example(name: "pet_adoption", request: PackageResources.pet_adoption_json),
        Example(name: "podcast_teaser", request: PackageResources.podcast_teaser_json),
        Example(name: "product_demo", request: PackageResources.product_demo_json),
        Example(name: "real_estate_tour", request: PackageResources.real_estate_tour_json),
        Example(name: "recipe_of_the_day", request: PackageResources.recipe_of_the_day_json),
        Example(name: "release_notes", request: PackageResources.release_notes_json),
        Example(name: "safety_briefing", request: PackageResources.safety_briefing_json),
        Example(name: "sales_outreach", request: PackageResources.sales_outreach_json),
        Example(name: "support_answer", request: PackageResources.support_answer_json),
        Example(name: "town_council_summary", request: PackageResources.town_council_summary_json),
        Example(name: "weather_forecast", request: PackageResources.weather_forecast_json),
    ]
}
